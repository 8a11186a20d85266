import type { PersonId } from '../organisation/organisation';
import type { RequestId } from '../request/visitor-request';

// Free of Node: the upload page reads its own address with it.

/** What an upload link points to. The token is the only secret in it. */
export interface UploadRef {
  sponsor: PersonId;
  draft: RequestId;
  token: string;
}

// 128 bits are 22 characters of base64url; the last one carries two bits only.
const pattern = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(VR-[0-9A-HJKMNP-TV-Z]{8})\.([A-Za-z0-9_-]{21}[AQgw])$/;

/**
 * The link for the sponsor. Everything stands in the fragment, which no browser sends: so it is in no server's, proxy's
 * or link scanner's log.
 * `/photo/dialog` is the same page where Teams may frame it.
 */
export function uploadLink(publicUrl: string, ref: UploadRef, page: '/photo' | '/photo/dialog' = '/photo'): string {
  const link = new URL(page, publicUrl);
  link.hash = writeUploadHeader(ref);
  return link.href;
}

/** What a page sends as the header `x-upload`: the fragment of the link. */
export function writeUploadHeader({ sponsor, draft, token }: UploadRef): string {
  return `${sponsor}.${draft}.${token}`;
}

/** Reads the header `x-upload`, which is the fragment of the link. */
export function parseUploadHeader(header: string): UploadRef | undefined {
  const [, sponsor, draft, token] = pattern.exec(header) ?? [];
  return sponsor && draft && token ? { sponsor, draft, token } : undefined;
}
