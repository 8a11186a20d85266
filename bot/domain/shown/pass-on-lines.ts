import type { Policy } from '../organisation/organisation';
import type { Viewer } from '../request/viewers';
import type { VisitorRequest } from '../request/visitor-request';
import { isOver, type Status } from '../statuses/table';
import { directoryLabels, notDoneReason, opensNot } from '../words/directory-words';

/** Why IT could not do it, to the sponsor; literal text. */
export function notDoneLines({ account }: Pick<VisitorRequest, 'account'>, viewer: Viewer): string[] {
  const { isRefused, words } = account?.directory?.task ?? {};
  return viewer === 'sponsor' && isRefused && words !== undefined ? [notDoneReason(words)] : [];
}

/** What a sponsor tells the visitor, while the account works. One that was taken over working has its password already. */
export function passOnLines(request: VisitorRequest, viewer: Viewer, status: Status, { passOn }: Pick<Policy, 'passOn'>): string[] {
  const { directory } = request.account ?? {};
  if (viewer !== 'sponsor' || isOver(status) || directory?.state !== 'enabled') return [];
  const isNew = directory.begun?.revision !== undefined;
  const how = request.answers.personalEmail === undefined ? passOn.otherwise : passOn.withEmail;
  return [...(isNew ? [`${directoryLabels.userName}: ${directory.userName}`, how] : []), opensNot];
}
