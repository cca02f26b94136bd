import type { KeyAction } from '../../ui/timeline/messages.js';

/** A key, and how it is written on the sheet. */
interface Key {
  /** `KeyboardEvent.code` of each key that does it: its place on the keyboard, whatever letter is printed there. */
  readonly codes: readonly string[];
  readonly shown: string;
  /** Shift makes it do more of the same. */
  readonly further?: true;
}

/** Every key there is: the handler and the sheet both are made of this. */
export const keys: Readonly<Record<KeyAction, Key>> = {
  zoomIn: { codes: ['KeyW', 'Equal', 'NumpadAdd'], shown: 'W', further: true },
  zoomOut: { codes: ['KeyS', 'Minus', 'NumpadSubtract'], shown: 'S', further: true },
  panLeft: { codes: ['KeyA'], shown: 'A', further: true },
  panRight: { codes: ['KeyD'], shown: 'D', further: true },
  fit: { codes: ['Digit0', 'Numpad0', 'Home'], shown: '0' },
  fitSelected: { codes: ['Enter', 'NumpadEnter'], shown: 'Enter' },
  earlier: { codes: ['ArrowLeft'], shown: '←' },
  later: { codes: ['ArrowRight'], shown: '→' },
  laneAbove: { codes: ['ArrowUp'], shown: '↑' },
  laneBelow: { codes: ['ArrowDown'], shown: '↓' },
  open: { codes: ['Space'], shown: 'Space' },
  hour: { codes: ['Digit1'], shown: '1' },
  day: { codes: ['Digit2'], shown: '2' },
  week: { codes: ['Digit3'], shown: '3' },
  table: { codes: ['KeyT'], shown: 'T' },
  keys: { codes: ['Slash'], shown: '?' },
  clear: { codes: ['Escape'], shown: 'Esc' },
};

const actions = new Map(
  (Object.keys(keys) as KeyAction[]).flatMap((action) => keys[action].codes.map((code) => [code, action] as const)),
);

/** What a key press asks for; undefined for what is the editor's or the browser's own. */
export function actionOf(
  event: Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): { readonly action: KeyAction; readonly further: boolean } | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return undefined;
  }
  // `?` lies elsewhere on other keyboards, and is asked for by what it is.
  const action = event.key === '?' ? 'keys' : actions.get(event.code);
  if (action === undefined || (event.shiftKey && event.key !== '?' && !keys[action].further)) {
    return undefined;
  }
  return { action, further: event.shiftKey && keys[action].further === true };
}
