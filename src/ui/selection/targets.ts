import { l10n } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { operationKey, type Operation, type OperationReference } from '../../operations/operation.js';
import type { SessionHolder } from '../session.js';
import { inform } from '../show.js';
import { operationPhrase } from '../words/label.js';
import { invokedOn } from './invoked.js';
import { pickOperation, type Asked } from './pickOperation.js';
import type { SelectedRows } from './selectedRows.js';
import { currentOperations, isKnown, isReference } from './selection.js';
import { number } from '../words/plural.js';

/** A kind of row that a command works on. */
export interface RowKind<Row> {
  readonly is: (row: unknown) => row is Row;
  /** What a button calls the row. */
  readonly nameOf: (row: Row) => string;
  /** Whether the palette takes the row when it is selected, instead of asking; always by default. */
  readonly fits?: (row: Row) => boolean;
  /** What a key says where nothing of the kind is selected. */
  readonly noneSelected: string;
}

/**
 * Finds what a command works on: the rows that it was invoked on; by key, or from the palette, the selected ones. Only
 * from the palette does it ask for another one.
 */
export class Targets {
  readonly #session: SessionHolder;
  readonly #selected: Pick<SelectedRows, 'rows' | 'settled'>;
  readonly #clock: Clock;
  readonly #locate: Locate;

  constructor(session: SessionHolder, selected: Pick<SelectedRows, 'rows' | 'settled'>, clock: Clock, locate: Locate) {
    this.#session = session;
    this.#selected = selected;
    this.#clock = clock;
    this.#locate = locate;
  }

  /** Operations as they are now; none when the person gave up, or when they are gone. */
  async operations(args: readonly unknown[], asked: Asked): Promise<readonly Operation[]> {
    const references = await this.references(args, asked);
    const operations = currentOperations(this.#session.current, references);
    if (references.length > 0 && operations.length === 0) {
      void inform(l10n.t('The server no longer lists this operation.'));
    }
    return operations;
  }

  /** The same for a command that also works on an operation that is no longer listed. */
  async references(args: readonly unknown[], asked: Asked): Promise<readonly OperationReference[]> {
    const { current } = this.#session;
    const wanted = asked.wanted ?? (() => true);
    const rows = await this.rows<OperationReference>(args, {
      is: isReference,
      nameOf: (reference) => currentOperations(current, [reference]).map(operationPhrase)[0] ?? reference.name,
      fits: (reference) => currentOperations(current, [reference]).some(wanted),
      noneSelected: l10n.t('Select an operation first.'),
    });
    if (rows === undefined) {
      const picked = await pickOperation(current, this.#clock, asked);
      return picked ? [picked] : [];
    }
    return distinct(rows).filter((reference) => isKnown(current.watch, reference));
  }

  /** @returns undefined where the command was invoked on nothing and nothing that fits is selected: it may ask. */
  async rows<Row>(args: readonly unknown[], kind: RowKind<Row>): Promise<readonly Row[] | undefined> {
    const shown = this.#selected.rows;
    const invoked = invokedOn(args, shown);
    const selected = (shown as readonly unknown[]).filter(kind.is);
    switch (invoked.kind) {
      case 'rows':
        return this.#located(invoked.rows).filter(kind.is);
      case 'nothing':
        return selected.some(kind.fits ?? (() => true)) ? selected : undefined;
      case 'selection': {
        const settled = ((await this.#selected.settled(this.#clock)) as readonly unknown[]).filter(kind.is);
        if (settled.length === 0) {
          void inform(kind.noneSelected);
        }
        return settled;
      }
      case 'lost':
        return (await offerSelected(selected, kind)) ? selected : [];
    }
  }

  /** The rows, and in place of what a page hands over the operation that it names. */
  #located(rows: readonly unknown[]): readonly unknown[] {
    const located = rows.map((row) => this.#locate(row) ?? row);
    if (located.includes('gone')) {
      void inform(l10n.t('The server no longer lists this operation.'));
    }
    return located;
  }
}

/** An operation may have two rows, of which both may be selected. */
function distinct(references: readonly OperationReference[]): readonly OperationReference[] {
  return [...new Map(references.map((reference) => [operationKey(reference), reference])).values()];
}

/**
 * The operation that a menu of a page was opened on, of what VS Code hands its command: `gone` where it is no longer on
 * show, undefined for what is no such thing.
 */
export type Locate = (argument: unknown) => OperationReference | 'gone' | undefined;

/** Says that nothing was done; true when the person wants the selected rows, which are named, to be used. */
async function offerSelected<Row>(selected: readonly Row[], { nameOf }: RowKind<Row>): Promise<boolean> {
  const text = l10n.t('The list changed just then, and it is not certain which row you meant. Nothing was done.');
  const [first, ...others] = selected;
  if (first === undefined) {
    void inform(text);
    return false;
  }
  const use =
    others.length === 0 ? l10n.t('Use “{0}”', nameOf(first)) : l10n.t('Use the {0} Selected', number(selected.length));
  return (await inform(text, use)) === use;
}
