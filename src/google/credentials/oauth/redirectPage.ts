import type { RedirectOutcome } from './redirect.js';

/** The words of the page that ends a sign-in in the browser, in the language of the editor. */
export interface RedirectPageTexts {
  /** A language tag, e.g. `de`. */
  readonly language: string;
  readonly signedIn: PageText;
  readonly refused: PageText;
  /** For an address that is no answer to a sign-in that is under way. */
  readonly foreign: PageText;
}

export interface PageText {
  readonly title: string;
  readonly body: string;
}

export function redirectPage(outcome: RedirectOutcome['kind'], texts: RedirectPageTexts): string {
  const { title, body } = textOf(outcome, texts);
  return `<!DOCTYPE html>
<html lang="${escapeHtml(texts.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 34em; margin: 20vh auto 0; padding: 0 1.5em }
h1 { font-size: 1.5em; font-weight: 600 }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(body)}</p>
</main>
</body>
</html>
`;
}

function textOf(outcome: RedirectOutcome['kind'], texts: RedirectPageTexts): PageText {
  switch (outcome) {
    case 'code':
      return texts.signedIn;
    case 'refused':
      return texts.refused;
    case 'foreign':
      return texts.foreign;
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
