import { html } from "hono/html";

/** A page for somebody who is not signed in. It needs no script and no figures. Its words are always text, never markup. */
export function plainPage(title: string, words: string, link: string) {
  return html`<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}: NOM Flight Deck</title>
<link rel="stylesheet" href="/plain.css">
<header>NOM Flight Deck</header>
<main>
<h1>${title}</h1>
<p>${words}</p>
<p><a href="/sign-in">${link}</a></p>
</main>
</html>`;
}
