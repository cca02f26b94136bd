import { l10n } from 'vscode';
import type { Collection } from '../../operations/collection.js';

/** The product name of a service, e.g. `Cloud Deploy`: a proper name, the same in every language. */
export function serviceTitle({ service, title }: Pick<Collection, 'service' | 'title'>): string {
  return title ?? service;
}

/** What a root of the tree is called: the project's id, or the home of services outside projects. */
export function rootTitle(project: string | undefined): string {
  return project ?? l10n.t('Google Workspace');
}
