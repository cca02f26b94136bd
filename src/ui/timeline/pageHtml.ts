export interface PageParts {
  /** `webview.cspSource`. */
  readonly cspSource: string;
  /** Addresses of dist/timeline.js and dist/timeline.css as the page may load them. */
  readonly script: string;
  readonly style: string;
  /** The document's title, and its language as BCP 47. */
  readonly title: string;
  readonly locale: string;
}

/**
 * The document of the timeline. It holds nothing but its program, which builds the rest: no inline script, no inline
 * style, nothing from a network.
 */
export function pageHtml({ cspSource, script, style, title, locale }: PageParts): string {
  // eslint-disable-next-line shown-text/localized -- a content security policy, which nobody reads on screen
  const policy = `default-src 'none'; script-src ${cspSource}; style-src ${cspSource}`;
  return [
    '<!DOCTYPE html>',
    `<html lang="${escaped(locale)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<link rel="stylesheet" href="${escaped(style)}">`,
    '</head>',
    '<body>',
    `<script src="${escaped(script)}"></script>`,
    '</body>',
    '</html>',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
