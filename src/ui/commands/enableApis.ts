import { env, l10n, ThemeIcon, type QuickPickItem } from 'vscode';
import { runCommand } from '../runCommand.js';
import { shellOf } from '../../base/shell.js';
import type { Problem } from '../../watch/problem.js';
import { gcloudRemedyText, type GcloudRemedy } from '../words/gcloudRemedy.js';
import { problemWords } from '../words/problem.js';
import { ownArguments, remedies, type Remedy } from '../words/remedy.js';
import { pickOne } from '../show.js';

/** "Enable…" on the row of several APIs: the page of one of them, or one command for all. */
export async function enableApisCommand(argument: unknown): Promise<void> {
  const disabled = ownArguments.disabledApis.read(argument);
  if (disabled?.project === undefined) {
    return;
  }
  const { project, problems } = disabled;
  const apis = problems.map((problem) => ({ host: hostOf(problem), ...problemWords(problem) }));
  const command: GcloudRemedy = { kind: 'enableApis', project, hosts: apis.flatMap(({ host }) => host ?? []) };
  const items: (QuickPickItem & { readonly remedy: Remedy | undefined })[] = [
    ...apis.map(({ host, label, remedy }) => ({
      iconPath: new ThemeIcon('link-external'),
      label,
      description: host ?? '',
      remedy,
    })),
    {
      iconPath: new ThemeIcon('copy'),
      label: l10n.t('Copy Command for All'),
      description: gcloudRemedyText(command, shellOf(env.shell)) ?? '',
      remedy: remedies.copyCommand(l10n.t('Copy Command for All'), command),
    },
  ];
  const picked = await pickOne(items, {
    title: l10n.t('Enable APIs in {0}', project),
    placeHolder: l10n.t('Choose an API to open the page on which it is enabled'),
  });
  if (picked?.remedy) {
    await runCommand(picked.remedy.command, ...picked.remedy.args);
  }
}

function hostOf({ error }: Problem): string | undefined {
  return error.metadata?.['service'] ?? error.host;
}
