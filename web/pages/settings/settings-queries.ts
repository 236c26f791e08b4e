import { queryOptions } from "@tanstack/react-query";
import { fetchSettings, fetchSettingsHistory } from "../../api/settings.ts";

/** The settings in force. Never taken from memory: whoever edits must see what others saved. */
export function settingsQuery() {
  return queryOptions({
    queryKey: ["settings"],
    queryFn: ({ signal }) => fetchSettings(signal),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** Every version of the settings, the newest first. */
export function settingsHistoryQuery() {
  return queryOptions({
    queryKey: ["settings-history"],
    queryFn: ({ signal }) => fetchSettingsHistory(signal),
    staleTime: 0,
  });
}
