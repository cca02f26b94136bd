import { problem } from '../errors/envelope.js';
import { Refusal } from '../http/answer.js';
import type { Project } from '../projects.js';

/**
 * The query of projects:search, where a project matches if any field does, or the filter of the v1 list, where all must:
 * `state:ACTIVE`, `id:acme-*`, `labels.team:data`, values perhaps quoted, `*` for any text, case-insensitive.
 */
export function projectQuery(text: string, join: 'any' | 'all'): (project: Project) => boolean {
  const terms = [...text.matchAll(/(\S+?)\s*[:=]\s*("[^"]*"|\S+)/g)];
  const rest = text.replace(/(\S+?)\s*[:=]\s*("[^"]*"|\S+)/g, '').replace(/\bAND\b/g, '');
  if (rest.trim() !== '')
    throw new Refusal(problem('INVALID_ARGUMENT', `Request contains an invalid argument: ${text}`));
  if (terms.length === 0) return () => true;
  const everyTerm = join === 'all' || /\sAND\s/.test(text);
  const tests = terms.map(([, field = '', value = '']) => termTest(field, value.replace(/^"(.*)"$/, '$1')));
  return (project) => (everyTerm ? tests.every((test) => test(project)) : tests.some((test) => test(project)));
}

function termTest(field: string, value: string): (project: Project) => boolean {
  const pattern = new RegExp(
    `^${value
      .split('*')
      .map((part) => part.replace(/[^\w-]/g, '\\$&'))
      .join('.*')}$`,
    'i',
  );
  const read = fieldReader(field);
  return (project) => {
    const found = read(project);
    return found !== undefined && pattern.test(found);
  };
}

function fieldReader(field: string): (project: Project) => string | undefined {
  switch (field.toLowerCase()) {
    case 'displayname':
    case 'name':
      return (project) => project.displayName;
    case 'id':
    case 'projectid':
      return (project) => project.projectId;
    case 'state':
    case 'lifecyclestate':
      return (project) => project.state;
    case 'parent':
      return (project) => project.parent;
    case 'parent.type':
      return (project) => project.parent.split('/')[0]?.replace(/s$/, '');
    case 'parent.id':
      return (project) => project.parent.split('/')[1];
    default: {
      const label = /^labels\.(.+)$/i.exec(field)?.[1];
      if (label !== undefined) return (project) => project.labels[label];
      throw new Refusal(problem('INVALID_ARGUMENT', `Request contains an invalid argument: unknown field ${field}`));
    }
  }
}
