import { openHost, type Host } from './host.js';
import { Messages } from './messages.js';

/**
 * Opens a host for the tests of a `describe` block, with its messages answered, and closes both after the last of them.
 * @param take gets both before the first test.
 */
export function useHost(take: (host: Host, messages: Messages) => void): void {
  let messages: Messages;
  let host: Host;
  before(async () => {
    messages = new Messages();
    host = await openHost();
    take(host, messages);
  });
  after(async () => {
    messages.restore();
    await host.close();
  });
}
