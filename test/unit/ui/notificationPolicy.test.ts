import assert from 'node:assert/strict';
import { NOTIFICATION_LEVELS } from '../../../src/settings.js';
import { isTold, type News } from '../../../src/ui/notifications/policy.js';

const news: readonly (readonly [what: string, news: News, levels: string])[] = [
  ['a cancel that worked', { kind: 'cancellation', outcome: 'cancelled' }, 'all failuresAndCancellations mine'],
  [
    'a cancel that came too late',
    { kind: 'cancellation', outcome: 'completedAnyway' },
    'all failuresAndCancellations mine',
  ],
  ['a cancel that was refused', { kind: 'cancellation', outcome: 'refused' }, 'all failuresAndCancellations mine'],
  ['a watched success', { kind: 'watched', to: 'succeeded' }, 'all failuresAndCancellations mine'],
  ['a watched failure', { kind: 'watched', to: 'failed' }, 'all failuresAndCancellations mine'],
  ['another success', { kind: 'seen', to: 'succeeded' }, 'all'],
  ['another failure', { kind: 'seen', to: 'failed' }, 'all failuresAndCancellations'],
  ['a cancellation from elsewhere', { kind: 'seen', to: 'cancelled' }, 'all failuresAndCancellations'],
  ['one that vanished', { kind: 'seen', to: 'expired' }, 'all failuresAndCancellations'],
];

describe('notification policy', () => {
  for (const [what, item, levels] of news) {
    it(`tells ${what} at ${levels.replaceAll(' ', ', ')}`, () => {
      const told = NOTIFICATION_LEVELS.filter((level) => isTold(level, item));
      assert.deepEqual(told, levels.split(' '));
    });
  }
});
