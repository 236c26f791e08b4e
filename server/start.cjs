// Starts the server with more threads for files and SQL than Node has by itself, so that a health check or a page never
// waits behind a query. CommonJS, because the loader of modules would already start the threads.
process.env.UV_THREADPOOL_SIZE ||= "16";
void import("../dist/server/main.js");
