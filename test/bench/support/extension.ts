import { readFileSync } from 'node:fs';

/** The product's id, `publisher.name`. */
export function extensionId(): string {
  const { publisher, name } = JSON.parse(readFileSync('package.json', 'utf8')) as { publisher: string; name: string };
  return `${publisher}.${name}`;
}

/** The title on the view container's icon. */
export function viewTitle(): string {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    contributes: { viewsContainers: { activitybar: readonly { title: string }[] } };
  };
  const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
  const { title } = contributes.viewsContainers.activitybar[0]!;
  return words[title.slice(1, -1)] ?? title;
}
