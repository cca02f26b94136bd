import { env, l10n } from 'vscode';
import { durationParts, type DurationPart } from './durationUnits.js';
import { agoIn, unitIn } from './intl.js';

/** `8 sec`, `1 min 12 sec`, `3 hr 5 min`, `2 days`, as the display language writes them: at most two units. */
export function duration(ms: number): string {
  return join(durationParts(ms));
}

/** For what still grows: one unit below an hour, so that a row's text changes once a minute and not once a second. */
export function runningDuration(ms: number): string {
  return join(durationParts(ms, ms < 3_600_000 ? 1 : 2));
}

/** `2 min. ago`, `just now`: one unit. */
export function ago(ms: number): string {
  const [part] = durationParts(ms, 1);
  return part === undefined || ms < 5000 ? l10n.t('just now') : agoIn(env.language, ...part);
}

function join([first, second]: readonly DurationPart[]): string {
  const large = first === undefined ? '' : part(first);
  return second === undefined
    ? large
    : l10n.t({
        message: '{0} {1}',
        args: [large, part(second)],
        comment: ['A length of time in two units: 1 min 12 sec'],
      });
}

function part(length: DurationPart): string {
  return unitIn(env.language, ...length);
}
