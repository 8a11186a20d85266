import type { Parts } from '../../bot/compose';
import { localAppId } from '../../bot/data/local-organisation';
import type { TabFiles } from '../../bot/tab-pages';

/** Before the page's own script, so that it finds a host where there is no Teams. */
const ownHost = '<link rel="stylesheet" href="/local/tab-bar.css"><script type="module" src="/local/tab-host.js"></script>';

/**
 * The tab of local mode: the same pages, API and checks as anywhere, of tokens that this machine's issuer signs, with a
 * host of its own for a plain browser.
 *
 * @param chats address of a person's chat window, by id.
 */
export function localTab(url: string, files: TabFiles, chats: ReadonlyMap<string, string>): NonNullable<Parts['tab']> {
  return {
    appId: localAppId,
    appUri: `api://${new URL(url).host}/${localAppId}`,
    jwksUrl: `${url}/local/issuer/jwks`,
    chatUrl: (person) => chats.get(person) ?? `${url}/`,
    files: { ...files, html: files.html.replace('</title>', `</title>${ownHost}`) },
  };
}
