import { env, type Uri } from 'vscode';

/** Opens a web page as it is written: a Uri would be encoded anew, and its query come out changed (microsoft/vscode#85930). */
export async function openLink(url: string): Promise<boolean> {
  return await env.openExternal(url as unknown as Uri);
}
