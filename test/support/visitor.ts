import { request } from "playwright-core";
import { patience } from "./patience.ts";

/** Somebody with a browser's cookies and redirects, who signs in at the provider and asks for addresses of the server. */
export async function visitor(url: string) {
  const asking = await request.newContext({
    baseURL: url,
    ignoreHTTPSErrors: true,
    timeout: patience.ofWait,
  });
  return {
    async signIn(login: string): Promise<void> {
      let answer = await asking.get("/sign-in");
      while (!answer.url().startsWith(url)) {
        const page = await answer.text();
        const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
        const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? "login";
        if (!action) throw new Error(`the provider shows no form: ${page.slice(0, 200)}`);
        const form = { prompt, ...(prompt === "login" && { login, password: "any" }) };
        answer = await asking.post(action, { form });
      }
    },
    async ask(path: string): Promise<number> {
      return (await asking.get(path)).status();
    },
    async session(): Promise<string | undefined> {
      const { cookies } = await asking.storageState();
      return cookies.find(({ name }) => name === "__Host-flight-deck")?.value;
    },
    leave: () => asking.dispose(),
  };
}
