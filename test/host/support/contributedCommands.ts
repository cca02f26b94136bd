import { readFileSync } from 'node:fs';
import path from 'node:path';
import { extension } from './host.js';

interface Entry {
  readonly command?: string;
  readonly when?: string;
}

/** The ways in which a person runs a command. */
export interface Offered {
  readonly palette: boolean;
  /** A menu or button of one row. */
  readonly one: boolean;
  /** The menu of several selected rows. */
  readonly several: boolean;
  /** The title of a view, where VS Code hands over the row that has the focus. */
  readonly title: boolean;
  /** What each of its keys hands over. */
  readonly keys: readonly (readonly unknown[])[];
}

/** The commands of package.json, each with the ways in which package.json offers it. */
export function contributedCommands(): ReadonlyMap<string, Offered> {
  const file = path.join(extension().extensionPath, 'package.json');
  const { commands, menus, keybindings } = (
    JSON.parse(readFileSync(file, 'utf8')) as {
      readonly contributes: {
        readonly commands: readonly { readonly command: string }[];
        readonly menus: Readonly<Record<string, readonly Entry[]>>;
        readonly keybindings: readonly { readonly command: string; readonly args?: unknown }[];
      };
    }
  ).contributes;
  const whens = (id: string, ...places: readonly string[]): readonly string[] =>
    places.flatMap((place) => menus[place] ?? []).flatMap(({ command, when = '' }) => (command === id ? [when] : []));
  return new Map(
    commands.map(({ command: id }) => {
      const rows = whens(id, 'view/item/context', 'cloudOperations.copy');
      const offered: Offered = {
        palette: !whens(id, 'commandPalette').includes('false'),
        one: rows.some(
          (when) => !when.includes('listMultiSelection') || /!listMultiSelection|Selection \|\|/.test(when),
        ),
        several: rows.some((when) => !when.includes('!listMultiSelection')),
        title: whens(id, 'view/title').length > 0,
        keys: keybindings.flatMap(({ command, args }) => (command === id ? [args === undefined ? [] : [args]] : [])),
      };
      return [id.replace('cloudOperations.', ''), offered];
    }),
  );
}
