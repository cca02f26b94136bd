import type { TimelineWords } from '../../ui/timeline/messages.js';
import { button, element } from './dom.js';
import { keyActions } from './kinds.js';
import { keys } from './keys.js';

/** The sheet of keys, made of the table that the handler reads. */
export function keySheet(words: TimelineWords): HTMLDialogElement {
  const dialog = element('dialog', 'sheet');
  const list = element('dl');
  const entry = (key: string, text: string): void => {
    const term = element('dt');
    term.append(element('kbd', '', key));
    list.append(term, element('dd', '', text));
  };
  keyActions.forEach((action) => entry(keys[action].shown, words.keys[action]));
  entry('Shift', words.shiftFurther);
  entry('↕', words.wheel);
  entry('Shift ↕', words.wheelShift);
  entry(navigator.userAgent.includes('Mac') ? '⌘ ↕' : 'Ctrl ↕', words.wheelZoom);
  const heading = element('h2', '', words.keysTitle);
  heading.id = 'keys-title';
  dialog.setAttribute('aria-labelledby', heading.id);
  dialog.append(
    heading,
    list,
    button('plain', words.close, () => dialog.close()),
  );
  return dialog;
}
