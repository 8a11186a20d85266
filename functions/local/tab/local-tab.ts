import type { TabFiles } from '../../../bot/channels/tab/pages';
import type { Parts } from '../../../bot/compose';
import { localAppId } from '../../../bot/data/local-organisation';
import type { MailChannel } from '../../../bot/ports/mail';

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
    placeUrl: (person, place) => inTab(url, person, place),
    // The client library of Teams is loaded in a frame only.
    files: { ...files, html: files.html.replace('</title>', `</title>${ownHost}`).replace(/<link [^>]*teams-host[^>]*>/, '') },
  };
}

/** Where a mail leads: to its reader's chat window while there is one, otherwise to the tab as they see it. */
export function localWay(url: string, chats: ReadonlyMap<string, string>): MailChannel['link'] {
  return (person, place) => chats.get(person) ?? (place === undefined ? `${url}/` : inTab(url, person, place));
}

function inTab(url: string, person: string, place: string): string {
  return `${url}/tab?${new URLSearchParams({ persona: person }).toString()}#${place}`;
}
