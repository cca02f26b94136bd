import { l10n } from 'vscode';
import { durationParts, type DurationPart } from './durationUnits.js';

/** `8 s`, `1 min 12 s`, `3 h 5 min`, `2 d`: at most two units. */
export function duration(ms: number): string {
  return join(durationParts(ms));
}

/** For what still grows: one unit below an hour, so that a row's text changes once a minute and not once a second. */
export function runningDuration(ms: number): string {
  return join(durationParts(ms, ms < 3_600_000 ? 1 : 2));
}

/** `2 min ago`, `just now`: one unit. */
export function ago(ms: number): string {
  return ms < 5000 ? l10n.t('just now') : l10n.t('{0} ago', join(durationParts(ms, 1)));
}

function join([first, second]: readonly DurationPart[]): string {
  const large = first === undefined ? '' : part(first);
  return second === undefined
    ? large
    : l10n.t({
        message: '{0} {1}',
        args: [large, part(second)],
        comment: ['A length of time in two units: 1 min 12 s'],
      });
}

function part([amount, unit]: DurationPart): string {
  switch (unit) {
    case 'second':
      return l10n.t('{0} s', amount);
    case 'minute':
      return l10n.t('{0} min', amount);
    case 'hour':
      return l10n.t('{0} h', amount);
    case 'day':
      return l10n.t('{0} d', amount);
  }
}
