import { l10n } from 'vscode';
import type { Expectation, SettingProblem } from '../../settingsReader.js';
import { list, number } from './plural.js';

/** What is wrong with a setting, in one line: `"my project" is not a project id`. */
export function settingProblemText({ entry, expected }: SettingProblem): string {
  const wanted = expectationText(expected);
  return entry === undefined ? l10n.t('expected {0}', wanted) : l10n.t('“{0}”: expected {1}', entry, wanted);
}

/** What can be named in place of a project. */
export function projectOrFolder(): string {
  return l10n.t('a project id such as acme-analytics, or a folder such as folders/123456789');
}

function expectationText(expected: Expectation): string {
  switch (expected.kind) {
    case 'text':
      return l10n.t('a text');
    case 'nameOrPath':
      return l10n.t('a name or a path, not what a file holds');
    case 'list':
      return l10n.t('a list');
    case 'object':
      return l10n.t('an object');
    case 'boolean':
      return l10n.t('true or false');
    case 'projectId':
      return l10n.t('a project id such as acme-analytics');
    case 'projectOrFolder':
      return projectOrFolder();
    case 'projectPattern':
      return l10n.t('a project id such as acme-prod, or a pattern such as *-prod');
    case 'region':
      return l10n.t('a region such as us-central1');
    case 'endpoint':
      return l10n.t('an https:// address (http:// only for this machine) without query');
    case 'logView':
      return l10n.t('a log view such as projects/acme-logs/locations/global/buckets/audit/views/all');
    case 'ownSetting':
      return l10n.t('this value in your user settings only');
    case 'number':
      return l10n.t('a number from {0} to {1}', number(expected.min), number(expected.max));
    case 'oneOf':
      return l10n.t('one of {0}', list(expected.choices));
  }
}
