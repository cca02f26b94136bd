import type { ToHost } from '../../ui/timeline/messages.js';
import { fromHost } from './fromHost.js';
import type { Memory } from './memory.js';
import { Timeline } from './timeline.js';

/** What VS Code gives the page, once: no other script of the page may have it. */
declare function acquireVsCodeApi(): {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: Memory): void;
};

const api = acquireVsCodeApi();
let timeline: Timeline | undefined;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = fromHost(data);
  if (message?.type === 'init') {
    timeline?.dispose();
    timeline = new Timeline(
      message,
      {
        post: (reply) => api.postMessage(reply),
        getState: () => api.getState(),
        setState: (state) => api.setState(state),
      },
      document.body,
    );
  } else if (message) {
    timeline?.receive(message);
  }
});

// VS Code writes the theme's name to the body, and its colours to the root.
const themes = new MutationObserver(() => timeline?.themeChanged());
themes.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'] });
themes.observe(document.documentElement, { attributeFilter: ['style'] });

api.postMessage({ type: 'ready' });
