import { openAccessLog } from "./access/log/access-log.ts";
import { logFiles } from "./access/log/files.ts";
import { createApp } from "./app.ts";
import { openDependencies } from "./dependencies.ts";
import { homeFolder } from "./places.ts";
import { openHome } from "./store/home.ts";

const home = openHome(homeFolder(process.env));
const accessLog = await openAccessLog(logFiles(home.folder, process.env), () => new Date());

/** The API inside Vite's development server, which serves the pages itself. */
export default createApp(openDependencies(home, accessLog));
