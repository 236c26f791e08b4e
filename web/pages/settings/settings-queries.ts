import { queryOptions } from "@tanstack/react-query";
import { fetchSettings, fetchSettingsHistory } from "../../api/settings.ts";

/** Reads the settings in force, again each time, because an editor must see what others have saved. */
export function settingsQuery() {
  return queryOptions({
    queryKey: ["settings"],
    queryFn: ({ signal }) => fetchSettings(signal),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** Reads every version of the settings, the newest first. */
export function settingsHistoryQuery() {
  return queryOptions({
    queryKey: ["settings-history"],
    queryFn: ({ signal }) => fetchSettingsHistory(signal),
    staleTime: 0,
  });
}
