import { readFileSync } from 'node:fs';

/** The product's id, `publisher.name`. */
export function extensionId(): string {
  const { publisher, name } = JSON.parse(readFileSync('package.json', 'utf8')) as { publisher: string; name: string };
  return `${publisher}.${name}`;
}
