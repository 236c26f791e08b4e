/** How long tests wait, in milliseconds, before they say that something hangs: the only limits that they have. They say nothing of
 * speed: a machine of one core that has twenty times as much to do must pass, so they are far longer than anything takes. */
export const patience = { ofWait: 10 * 60_000, ofTest: 40 * 60_000 };
