import type { SavedSettings, Settings, SettingsHistory } from "../types.ts";
import { client, read } from "./client.ts";

/** Reads the settings in force. */
export function fetchSettings(signal: AbortSignal): Promise<SavedSettings> {
  return read(client.api.settings.$get({}, { init: { signal } }));
}

/** Reads every version of the settings. */
export function fetchSettingsHistory(signal: AbortSignal): Promise<SettingsHistory> {
  return read(client.api.settings.history.$get({}, { init: { signal } }));
}

/** Saves settings over the version that was read. Fails with `changed-meanwhile` if someone else has saved since. */
export function saveSettings(change: { version: number; settings: Settings }): Promise<SavedSettings> {
  return read(client.api.settings.$put({ json: change }));
}
