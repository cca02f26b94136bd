import { InputBoxValidationSeverity, l10n } from 'vscode';
import type { Operation } from '../operations/operation.js';
import type { ProtectionSettings } from '../settings.js';
import { protectedProject } from './protection.js';
import { ask } from './show.js';

/** The protected projects among those of some operations, each once. */
export function protectedProjectsOf(protection: ProtectionSettings, operations: readonly Operation[]): string[] {
  const projects = operations.map((operation) => protectedProject(protection, operation));
  return [...new Set(projects.filter((project) => project !== undefined))].sort();
}

/** Has the id of each protected project typed, one after the other. False when the person gave up. */
export async function confirmProtected(
  protection: ProtectionSettings,
  operations: readonly Operation[],
): Promise<boolean> {
  for (const project of protectedProjectsOf(protection, operations)) {
    const typed = await ask({
      title: l10n.t('{0} is a protected project', project),
      prompt: l10n.t('Type the project’s id, {0}, to change something in it.', project),
      ignoreFocusOut: true,
      validateInput: (text) =>
        text.trim() === project
          ? undefined
          : { message: l10n.t('The id is {0}', project), severity: InputBoxValidationSeverity.Error },
    });
    if (typed?.trim() !== project) {
      return false;
    }
  }
  return true;
}
