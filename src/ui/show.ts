import {
  l10n,
  window,
  type CancellationToken,
  type InputBoxOptions,
  type MessageItem,
  type Progress,
  type ProgressOptions,
  type QuickPick,
  type QuickPickItem,
  type QuickPickOptions,
} from 'vscode';
import { runCommand } from './runCommand.js';
import { plainLines, plainText } from './words/plainText.js';
import { simulatedText } from './words/simulated.js';

// The one way to VS Code's messages, pickers and inputs (held by lint): it reads links and icons in their texts, and these
// texts hold names and words that servers, files and other people chose. Our own icons are given as `iconPath`.

/** What stands in front of every text while sample data is on show: a message outlives the view that it came from. */
let mark: (text: string) => string = (text) => text;

/** Whether what is told from now on is made up. */
export function markSimulated(simulated: boolean): void {
  mark = simulated ? simulatedText : (text) => text;
}

type Notify = (text: string, ...buttons: string[]) => Promise<string | undefined>;

/** A notification; the button that was pressed. */
export const inform: Notify = async (text, ...buttons) =>
  await window.showInformationMessage(mark(plainText(text)), ...buttons);
export const warn: Notify = async (text, ...buttons) =>
  await window.showWarningMessage(mark(plainText(text)), ...buttons);

/** The same of an error, whose log has more of it than there is room here. */
export const complain: Notify = async (text, ...buttons) => {
  const log = l10n.t('Show Log');
  const answer = await window.showErrorMessage(mark(plainText(text)), ...buttons, log);
  if (answer !== log) {
    return answer;
  }
  await runCommand('cloudOperations.showLog');
  return undefined;
};

/** What a dialog asks before something is changed. */
export interface Question {
  readonly text: string;
  /** May have several lines. */
  readonly detail: string;
  /** The button that does it, named by the act. */
  readonly act: string;
  /** The button that leaves everything as it is; VS Code's own "Cancel" where it is absent. */
  readonly keep?: string;
}

/** A dialog; whether the person wants it done. */
export async function confirm({ text, detail, act, keep }: Question): Promise<boolean> {
  const buttons: MessageItem[] = [
    { title: act },
    ...(keep === undefined ? [] : [{ title: keep, isCloseAffordance: true }]),
  ];
  const options = { modal: true, detail: plainLines(detail) };
  const answer = await window.showWarningMessage(mark(plainText(text)), options, ...buttons);
  return answer?.title === act;
}

/** A short word in the status bar. */
export function flash(text: string, ms: number): void {
  window.setStatusBarMessage(plainText(text), ms);
}

/** Lets the person pick one of `items`, which come back as they were given. */
export async function pickOne<T extends QuickPickItem>(
  items: readonly T[],
  options: QuickPickOptions,
): Promise<T | undefined> {
  const picked = await window.showQuickPick(items.map(plainItem), plainOptions(options));
  return picked && items[picked.index];
}

/** The same for as many as the person likes; undefined when they gave up. */
export async function pickMany<T extends QuickPickItem>(
  items: readonly T[],
  options: QuickPickOptions,
): Promise<readonly T[] | undefined> {
  const picked = await window.showQuickPick(items.map(plainItem), { ...plainOptions(options), canPickMany: true });
  return picked?.flatMap(({ index }) => items[index] ?? []);
}

/** A picker whose items change while it is open; they are set by `setItems`. */
export function createPick<T extends QuickPickItem>(): QuickPick<T> {
  return window.createQuickPick<T>();
}

/** The items as the picker has them, in the order given: selection and activity are told by these. */
export function setItems<T extends QuickPickItem>(pick: QuickPick<T>, items: readonly T[]): readonly T[] {
  pick.items = items.map(plainItem);
  return pick.items;
}

/** Asks for a line of text. What `validateInput` says is the product's own. */
export async function ask(options: InputBoxOptions, token?: CancellationToken): Promise<string | undefined> {
  const { title, prompt } = options;
  const plain = {
    ...options,
    ...(title !== undefined && { title: plainText(title) }),
    ...(prompt !== undefined && { prompt: plainText(prompt) }),
  };
  return await window.showInputBox(plain, token);
}

/** Shows that something is under way, as long as `task` takes. */
export async function showProgress<T>(
  options: ProgressOptions,
  task: (progress: Progress<{ message?: string }>, token: CancellationToken) => Promise<T>,
): Promise<T> {
  const { title } = options;
  const plain = { ...options, ...(title !== undefined && { title: plainText(title) }) };
  return await window.withProgress(plain, (progress, token) =>
    task({ report: ({ message = '' }) => progress.report({ message: plainText(message) }) }, token),
  );
}

function plainItem<T extends QuickPickItem>(item: T, index: number): T & { readonly index: number } {
  const { label, description, detail } = item;
  return {
    ...item,
    index,
    label: plainText(label),
    ...(description !== undefined && { description: plainText(description) }),
    ...(detail !== undefined && { detail: plainText(detail) }),
  };
}

function plainOptions(options: QuickPickOptions): QuickPickOptions {
  const { title, placeHolder } = options;
  return {
    ...options,
    ...(title !== undefined && { title: plainText(title) }),
    ...(placeHolder !== undefined && { placeHolder: plainText(placeHolder) }),
  };
}
