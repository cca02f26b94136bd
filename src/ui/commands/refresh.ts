import type { SessionHolder } from '../session.js';
import type { TreeElement } from '../tree/element.js';

/** "Refresh": everything, or the project whose row it was invoked on. */
export function refreshCommand(session: SessionHolder) {
  return (clicked: unknown): Promise<void> => {
    const row = clicked as Partial<TreeElement> | undefined;
    const { refresher } = session.current.watch;
    // Whoever asks by hand has perhaps just enabled an API.
    refresher.forgetPlan();
    return row?.type === 'project' ? refresher.refresh({ project: row.project }) : refresher.refresh();
  };
}
