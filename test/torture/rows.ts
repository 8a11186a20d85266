/** A test by its file and its own title, as both stand in the sources; the titles of groups around it are left out. */
export interface TestOf {
  file: string;
  title: string;
}

/** One fault that the product survives. */
export interface Row {
  /** What goes wrong. */
  fault: string;
  /** What must hold all the same. */
  holds: string;
  tests: readonly TestOf[];
  /** Tests that show what becomes of it without the protection, so that those above can fail. */
  controls?: readonly TestOf[];
}

const of = (file: string, ...titles: string[]): TestOf[] => titles.map((title) => ({ file: `test/${file}`, title }));

const [crash, storage] = ['faults/crash.test.ts', 'faults/storage.test.ts'];
const [races, atOnce] = ['journeys/races.test.ts', 'faults/pressed-at-once.test.ts'];
const [deliveries, outlook] = ['journeys/deliveries.test.ts', 'journeys/outlook.test.ts'];
const [teams, graph, azure] = ['bot/adapters/teams', 'bot/adapters/graph', 'bot/adapters/azure'];
const graphAccounts = `${graph}/graph-accounts.test.ts`;
const [accounts, backlog] = ['faults/accounts.test.ts', 'faults/backlog.test.ts'];
const photos = 'bot/adapters/photo/photo-image.test.ts';
const ignoresTags = of(atOnce, 'should be seen to decide more than once where the store ignores tags (negative control)');

/** Every fault, what tries it and how it is seen that the test can fail. What is not there yet is named in test/README.md. */
export const rows = {
  'a large register': {
    fault: 'five thousand requests are stored, and a hundred thousand in memory',
    holds: 'the first page of a list costs one or two storage calls by any one filter, three by several, and its count as few',
    tests: of(
      'bot/channels/tab/list-calls.test.ts',
      'should be one or two for any single filter and three at most for several, however much is stored, %s',
    ),
  },
  'a large download': {
    fault: 'two thousand photos are downloaded for the card system',
    holds: 'memory does not grow with their number; each is recorded before it is given, or the download breaks off',
    tests: of(
      'bot/channels/tab/card-export.test.ts',
      'should take no more memory for all photos than for a few',
      'should have each visitor with a card, and the photo of each that there is, recorded before it is given',
      'should break off where something cannot be recorded, so that nobody gets what is not',
    ),
  },
  'a card number twice': {
    fault: 'two cards are recorded with one number, at once or one after a press that failed',
    holds: 'one request has it; the other is refused beside the field, by the reference alone',
    tests: of(
      'bot/verbs/card-number.test.ts',
      'should be given to one of two at once; without the claim to both',
      'should be claimed for minutes by a press that failed, and be free for its own request at once',
      'should be found by the lists where no claim is left, and leave none behind',
    ),
  },
  'a press again': {
    fault: 'a press comes again, under its own id or a new one',
    holds: 'it counts once, and is answered the same each time',
    tests: [
      ...of(atOnce, 'should leave one decision of each request, whoever presses, how often and where'),
      ...of('journeys/drafting.test.ts', 'should decide once', 'should make one request and ask the head once'),
      ...of('journeys/drafting.test.ts', 'should make one request of two presses that meet', 'should take Next once'),
    ],
    controls: ignoresTags,
  },
  'two approvers': {
    fault: 'two decide at the same moment, in Teams, Outlook and the tab',
    holds: 'one decision; everybody is answered with it, and no card stays open',
    tests: of(races, 'should get one decision, answers that fit it, and no card left open'),
    controls: [
      ...of(races, 'should be seen to decide more than once where the store ignores tags (negative control)'),
      ...of(`${azure}/request-table.test.ts`, 'would let two decisions through without the condition on the tag'),
    ],
  },
  'a draft edited while sent': {
    fault: 'other devices edit a draft in the milliseconds in which it is sent, and the sender breaks off',
    holds: 'the request is as it was sent; what was typed since is an edit of it, with its photo and a card, or its sponsor is told',
    tests: of(
      'journeys/edited-while-sent.test.ts',
      'should keep what is typed while %s is sent from %s, %s, as an edit of it',
      'should keep what three devices typed, each its own field, and a photo that the draft alone names',
      'should be kept by the worker where the sender broke off, and told of once it can no longer be sent',
    ),
    controls: of(
      'journeys/edited-while-sent.test.ts',
      'should be seen to be lost where a deletion does not look at the tag (negative control)',
    ),
  },
  'an old card': {
    fault: 'a decision meets an edit, a withdrawal or the end of the request',
    holds: 'what was not seen is not decided; one of them is done and the others are told',
    tests: [
      ...of('bot/verbs/one-revision.test.ts', 'should have one of them done while it waits for a decision, and the others told: %s'),
      ...of('bot/verbs/one-revision.test.ts', 'should have one of them done once it was returned, and the others told: %s'),
      ...of(races, 'should approve nothing of the round after it'),
    ],
    controls: [
      ...of(races, 'should be seen to approve unread where revisions are not compared (negative control)'),
      ...of(
        'bot/verbs/one-revision.test.ts',
        'should be seen to have several done upon one revision where the store ignores tags (negative control)',
      ),
    ],
  },
  'the clock': {
    fault: 'a sweep comes twice, late, or not for days; clocks change; 29 February',
    holds: 'each day that is due is told of once, and each status changes on its day',
    tests: [
      ...of(
        'bot/jobs/sweep.test.ts',
        'should ask once on every due day that nobody has answered, of all visitors together, and end at midnight after the last day',
      ),
      ...of('bot/jobs/sweep-slices.test.ts', 'should be harmless twice at once, whatever the slices'),
      ...of('bot/domain/request/clock.test.ts', 'should lose no notice of a running account to a sweep of any rhythm'),
      ...of('bot/domain/request/clock.test.ts', 'should ask once for all that a late sweep has missed'),
      ...of(
        'bot/domain/request/reapproval.test.ts',
        'should be the last thirty days of a running account, 29 February and the changes of the clocks among them',
      ),
      ...of('functions/local/clock/timeline.test.ts', 'should stand on their hour on the days on which the clocks change'),
    ],
  },
  'a killed sweep': {
    fault: 'the hourly sweep is killed half-way',
    holds: 'the next one finishes it; a message is repeated at most once',
    tests: [
      ...of('faults/sweep-crash.test.ts', 'should lose nothing of a sweep, and repeat a message at most once, wherever its process dies'),
      ...of('bot/jobs/sweep-slices.test.ts', 'should lose nothing, tell nobody twice and do no more again than the slice in hand'),
    ],
    controls: of('bot/jobs/sweep-slices.test.ts', 'would do all of it again without slices'),
  },
  'a killed process': {
    fault: 'SIGKILL before any change, and at random amid many requests',
    holds: 'nothing that was answered is lost; a message comes at most twice',
    tests: [
      ...of(crash, 'while %s should leave nothing that the next one does not mend, wherever it dies'),
      ...of('faults/random-kills.test.ts', 'should lose nothing that was answered, and tell nobody more than twice'),
      ...of('journeys/crashes.test.ts', 'should leave what the next one finishes, wherever it dies after a request was made'),
      ...of('journeys/crashes.test.ts', 'should leave what the next one finishes, wherever it dies after a decision'),
      ...of('journeys/crashes.test.ts', 'should leave the request made or not made, and never a made one undelivered'),
    ],
    controls: of(crash, 'should be seen by these tests: with the state first, a death before the rest loses the wake-up or the work'),
  },
  'index and state': {
    fault: 'a process dies between a request and the lists and wake-ups of it',
    holds: 'the next worker or the night mends them',
    tests: [
      ...of('faults/night.test.ts', 'should be made good by the next one, whichever call it was'),
      ...of('bot/jobs/work-again.test.ts', 'should leave no row that no note knows of where a second commit fails to be listed'),
    ],
    controls: of('faults/night.test.ts', 'should notice a night that mends nothing: what was left behind is there without one'),
  },
  'Teams asks to wait': {
    fault: '429 with Retry-After, again and again',
    holds: 'it waits as long as asked, loses nothing and spends no attempt on it',
    tests: of(deliveries, 'should be waited for as long as it says, %d times over, and nothing lost', 'should not keep the lists back'),
    controls: of(backlog, 'should lose some where each refusal uses up a try and nobody reserves a time, which is what both are for'),
  },
  'Teams fails': {
    fault: '5xx, slow answers and dropped connections of Teams',
    holds: 'a bounded number of attempts, then admins are told; what may have arrived is repeated once',
    tests: [
      ...of(
        deliveries,
        'should be tried again a bounded number of times, and an admin told of the last',
        'should ask once where it recovers',
      ),
      ...of(deliveries, 'should be repeated once, and not after that', 'should close a card later that could not be closed at once'),
      ...of(`${teams}/teams-chat.test.ts`, 'should not be repeated after a dropped connection, when it may have arrived'),
      ...of(`${teams}/teams-chat.test.ts`, 'should give up a call that gets no answer, which may have arrived'),
    ],
  },
  'channels away for a day': {
    fault: 'Teams, mail and the directory are each away for a day',
    holds: 'nothing is lost or decided by mistake; all is delivered once they are back',
    tests: of(
      'faults/away-for-a-day.test.ts',
      'should bring every card once Teams is back, as it stands then, while mails and Outlook go on',
      'should bring every mail that is still a question once Exchange is back',
      'should keep what people do waiting while the directory is away, and take it once it is back',
    ),
  },
  'storage in trouble': {
    fault: '503, 500, hangs, dropped connections and 412 of storage',
    holds: 'one honest sentence within Teams’s limit or the work done; nothing half-done; the next press works',
    tests: [
      ...of(
        storage,
        'should be answered with one honest sentence or done all the same, whichever call fails, and work at the next press',
        'should survive the loss of the answer to any write',
        'should end well, whichever call of storage %s',
        'should be answered before Teams gives up, by the limits of the product itself: %s',
        'should end %s with a sentence that says so, and nothing done',
      ),
      ...of('faults/random-storage.test.ts', 'should lose nothing and tell nobody something else, whichever calls fail'),
    ],
  },
  'a photo cut off': {
    fault: 'an upload is cut off, or storage does not take the photo',
    holds: 'the draft stays without a photo, the link good, and no blob behind',
    tests: [
      ...of('faults/upload-cut.test.ts', 'at %i %% should leave the draft without a photo, and the link good for the next attempt'),
      ...of(
        'faults/upload-cut.test.ts',
        'should be told as a fault and leave nothing behind when %s is not saved, and be taken by the same link later',
      ),
      ...of('bot/asking/photo/accept-photo.test.ts', 'should leave no orphan when the picture was stored but the answer was lost'),
    ],
  },
  'hostile calls': {
    fault: 'malformed, huge and mutated activities and calls; poison messages',
    holds: 'no 5xx, no stack, no hung turn, no growing heap, and the next turn works',
    tests: [
      ...of('faults/mutated-calls.test.ts', 'should get an answer to each, and no fault out of the product: activities of Teams'),
      ...of(
        'faults/mutated-calls.test.ts',
        'should get an answer to each, and no fault out of the product: calls of the tab and of Outlook',
      ),
      ...of(`${teams}/teams-activity.test.ts`, '%s is a bad request', 'with %s is a bad request', 'that presses with %s is a bad request'),
      ...of('functions/poison.test.ts', 'should put its request on the admins’ list: %j'),
    ],
    controls: of('faults/mutated-calls.test.ts', 'should be seen to be faulty where the product is (negative control)'),
  },
  'forged tokens': {
    fault: 'a token with a wrong signature, issuer, audience, end or address; none; a product without settings',
    holds: '401 before anything is read; the product does not start',
    tests: [
      ...of(`${teams}/teams-caller.test.ts`, 'should refuse a token with %s', 'should refuse %s'),
      ...of('bot/settings/settings.test.ts', 'should refuse to start without %s, with an empty one and with a blank one'),
      ...of('bot/settings/settings.test.ts', 'should not happen in surroundings %#'),
    ],
    controls: of(`${teams}/teams-caller.test.ts`, 'should let in a token %s'),
  },
  'answers led elsewhere': {
    fault: 'an activity that wants its answer sent to another host',
    holds: 'refused before anything is sent',
    tests: [
      ...of(`${teams}/teams-activity.test.ts`, 'that wants its answer sent to %s is forbidden'),
      ...of(`${teams}/teams-chat.test.ts`, 'should not send to an address that is no longer allowed'),
      ...of(`${teams}/teams.test.ts`, 'of the connector should not lead the bot to another address'),
    ],
  },
  'the wrong person': {
    fault: 'a stranger, a former head, the sponsor as head or another tenant presses',
    holds: 'a refusal that says nothing about the request, logged',
    tests: [
      ...of('journeys/strangers.test.ts', 'should learn and change nothing by any verb with somebody else’s request'),
      ...of('journeys/strangers.test.ts', 'should get the same answer for a request that is there as for one that is not'),
      ...of('journeys/strangers.test.ts', 'should be refused %s of their own request in words, also as head'),
      ...of('journeys/strangers.test.ts', 'should be refused, whoever it says it is'),
      ...of(outlook, 'should not be the head of before', 'should get nothing out of a forwarded mail: %s'),
    ],
  },
  'tampered cards': {
    fault: 'ids, revisions and hidden fields of a card are changed or added',
    holds: 'only what a card may carry is read, and all of it checked',
    tests: of(
      'journeys/tampered.test.ts',
      'should get a sentence and do nothing: %s',
      'should change nothing of a draft, at any step',
      'should not make the request somebody else’s, decided or another revision',
      'should not make a decider of anybody, nor write anything but the decision',
      'should decide and withdraw nothing: %d',
    ),
  },
  'replayed mails': {
    fault: 'a call of Outlook is replayed, its token forged or its address bent',
    holds: 'the present state, or 403; nothing changes',
    tests: [
      ...of(outlook, 'should answer a replay after the decision with the present state', 'should not be believed on a bent address: %s'),
      ...of(outlook, 'should let no token through that is %s'),
      ...of('bot/shown/outlook-link.test.ts', 'should be nobody’s once any part of it is changed: part %d'),
    ],
  },
  'disguised photos': {
    fault: 'pages, archives, vector files and oversize files sent as a photo; places and names inside',
    holds: 'refused by content, and re-encoded without what is hidden',
    tests: of(
      photos,
      'should refuse %s',
      'should refuse a page that starts like a JPEG',
      'should refuse a file of 12 MB, and one byte above 10 MB',
      'should drop where and by whom the picture was taken',
      'should drop an archive behind the picture',
    ),
  },
  'picture bombs': {
    fault: 'a small file that unpacks to much',
    holds: 'refused by its header, or its hidden parts never unpacked',
    tests: of(photos, 'should refuse a decompression bomb by its header, without decoding it', 'should never be unpacked'),
  },
  'JPEGs of many scans': {
    fault: 'a small JPEG that takes minutes to decode',
    holds: 'refused before it is opened; decoding is killed and keeps nobody else waiting',
    tests: [
      ...of(photos, 'should refuse a JPEG of many scans, which would keep the processor busy, before it is opened'),
      ...of('faults/upload-flood.test.ts', 'should be refused at once where they have thousands of scans'),
      ...of('faults/upload-flood.test.ts', 'should keep nobody else from theirs, nor grow the process that serves them'),
      ...of('bot/adapters/photo/photo-child.test.ts', 'should be given up after its time, and its process ended'),
    ],
  },
  formulas: {
    fault: 'text that a spreadsheet would run, in a file that is downloaded',
    holds: 'no cell begins as a formula; what is written is read back the same',
    tests: [
      ...of('bot/adapters/csv.test.ts', 'should let no cell begin with %j', 'should write what is read back unchanged, and no formula'),
      ...of('bot/domain/shown/card-sheet.test.ts', 'should defuse the name %j'),
    ],
  },
  'markup in names': {
    fault: 'Markdown, templates, mentions and HTML in what people type',
    holds: 'shown letter by letter on cards, in mails and on pages',
    tests: [
      ...of('journeys/hostile-words.test.ts', 'should be shown as they are from the first card to the last: %s'),
      ...of('cards/every-card.test.ts', 'should never stand where Markdown is read', 'should come to the reader letter by letter'),
      ...of('bot/outbox/mail/mail-page.test.ts', 'should be shown letter by letter in every mail: %s'),
      ...of('functions/local/mailbox/mailbox-page.test.ts', 'should show what others wrote as text: %s'),
    ],
    controls: of('cards/markdown.test.ts', 'should see what was not escaped (negative control)'),
  },
  'slow patterns': {
    fault: '50,000 characters that a regular expression would go over again and again',
    holds: 'each expression is linear, and inputs are cut before',
    tests: of(
      'faults/regular-expressions.test.ts',
      'should repeat nothing that repeats',
      'should get through 50,000 characters at once: %s',
      'should be taken or refused by every entry, cut to what is kept',
    ),
    controls: of('faults/regular-expressions.test.ts', 'should be stopped by these strings where one is not linear: %s'),
  },
  'odd names of files': {
    fault: 'paths and codes in the name of a photo',
    holds: 'refused; a stored name is random and nothing else',
    tests: of(`${azure}/photo-blob.test.ts`, 'should refuse the name %j', 'should refuse to list what begins with %j'),
  },
  'query injection': {
    fault: 'text that would change a query or a key of a table',
    holds: 'refused as an id, or encoded as a key',
    tests: [
      ...of(`${azure}/request-store.test.ts`, 'should refuse %j as an id'),
      ...of(`${azure}/table-client.test.ts`, 'should store, find, change and delete a row at %j'),
      ...of(`${azure}/view-table.test.ts`, 'should keep the partition %j apart from all others'),
      ...of('journeys/tab.test.ts', 'should take %j for a name, and find nothing by it'),
    ],
  },
  'the log': {
    fault: 'names, addresses, words and tokens on their way through faults',
    holds: 'none of them is logged, and people are shown no stack',
    tests: of(
      'faults/log.test.ts',
      'should hold no name, address, word or token of anybody',
      'should leave people with sentences that hold no stack, error or internal word',
    ),
    controls: of('faults/log.test.ts', 'should see what a log without a filter would tell'),
  },
  'a flood': {
    fault: 'one person sends more than anybody can do',
    holds: 'a limit for each person; others are answered',
    tests: [
      ...of('journeys/flooded.test.ts', 'should run a few of them, answer every press in words, and let the decision of another through'),
      ...of('journeys/flooded.test.ts', 'should be refused before it is read, and for this draft only'),
      ...of('journeys/flooded.test.ts', 'should be refused in a sentence beyond the allowance of its person, and others answered'),
    ],
    controls: of(
      'journeys/flooded.test.ts',
      'should all be run where nobody limits them, which is what the limit is for',
      'should be looked at each time where nothing limits it, which is what the limit is for',
      'should be answered each time where nothing limits it, which is what the limit is for',
    ),
  },
  'a head who is not reached': {
    fault: 'the bot is not installed, blocked or removed; the account is disabled',
    holds: 'an admin is told, others decide, and nothing is tried for ever',
    tests: [
      ...of(deliveries, 'should be noted and told to an admin, not tried for ever, while the deputy can decide'),
      ...of(deliveries, 'should get the open question once the bot is installed'),
      ...of('journeys/attacked.test.ts', 'should not let a head decide while nobody can say whether they are still there'),
      ...of('bot/outbox/sync-cards.test.ts', 'should be recorded where it is refused, and not be tried again'),
    ],
  },
  'a lost answer of storage': {
    fault: 'a change is stored and its answer lost, or called a conflict',
    holds: 'known again as one’s own; no second decision and no false refusal',
    tests: [
      ...of('journeys/outages.test.ts', 'should be known again by its commit id: no second decision, no false refusal: %s'),
      ...of(`${azure}/request-table.test.ts`, 'should call a commit lost whose answer was lost, and show by its id that it was made'),
    ],
  },
  'two workers': {
    fault: 'two messages of one request are worked on at once',
    holds: 'one has the lease, and one card is posted',
    tests: [
      ...of(races, 'should post one card, in whatever order the workers go'),
      ...of('journeys/attacked.test.ts', 'should begin nothing when its lease comes to an end, so that no second worker posts the same'),
    ],
    controls: [
      ...of(races, 'should be seen to post two where everybody gets the lease (negative control)'),
      ...of('bot/jobs/work.test.ts', 'would be done twice, were the lease had by an old look (negative control)'),
    ],
  },
  'a late delivery': {
    fault: 'a message is sent again after the decision',
    holds: 'it shows the decision, never an open question',
    tests: [
      ...of(deliveries, 'should post no open question once somebody has decided meanwhile'),
      ...of('bot/outbox/sync-mails.test.ts', 'should not be sent where it is answered at that very moment'),
    ],
  },
  'the queue’s encoding': {
    fault: 'the host reads messages in another encoding than they are sent in',
    holds: 'the two are compared',
    tests: of('functions/host.test.ts', 'should read messages in the encoding in which they are sent'),
  },
  'local mode': {
    fault: 'a web page or another machine calls local mode',
    holds: 'foreign names and pages are refused; only this machine is listened to',
    tests: [
      ...of('functions/local/process/guard.test.ts', 'should refuse %s, and tell the product nothing of it'),
      ...of('functions/local/process/children.test.ts', 'should be held to the loopback interface, whatever it asks for'),
      ...of('functions/local/process/children.test.ts', 'should answer no foreign name and no foreign page'),
    ],
    controls: of('functions/local/process/guard.test.ts', 'should let %s in'),
  },
  'two devices': {
    fault: 'two devices fill in one draft',
    holds: 'both values are shown, and none is written over unseen',
    tests: [
      ...of('journeys/drafting.test.ts', 'should show both values and write over nothing unseen'),
      ...of('journeys/one-page.test.ts', 'should keep what the other one saved in the same field, and say so'),
      ...of('journeys/one-page.test.ts', 'should save both when they write at the very same moment'),
    ],
    controls: of('journeys/one-page.test.ts', 'should lose one of them in a store without tags: the negative control'),
  },
  'a backlog': {
    fault: '1,500 cards and 600 mails are due at once, on up to 40 instances',
    holds: 'all are delivered within what the channels take, with two looks at each at most',
    tests: of(backlog, 'should reach everybody on %s instances, within what the channels take'),
    controls: of(backlog, 'should lose some where each refusal uses up a try and nobody reserves a time, which is what both are for'),
  },
  'an account made twice': {
    fault: 'the answer to a create is lost, or its worker killed before any call',
    holds: 'one account, known again by its marker',
    tests: [
      ...of(graphAccounts, 'should be sent once where its answer was lost, and be found again by its marker'),
      ...of(graphAccounts, 'should find its own account also where nothing was noted of the first one: killed in between'),
      ...of(accounts, 'should leave one account, begun once, under one name'),
      ...of(accounts, 'should leave an account that has to end disabled, signed out and in no group'),
    ],
  },
  'a username that is taken': {
    fault: 'somebody else has the name in the directory, or wants it at the same moment',
    holds: 'the next name; the other account stays untouched',
    tests: [
      ...of(graphAccounts, 'should never touch an account of that name that somebody else made'),
      ...of(
        'journeys/accounts.test.ts',
        'should have another username where somebody else has the first in the directory, whose account stays as it is',
      ),
      ...of(`${azure}/username-table.test.ts`, 'should give many visitors of one name at once a username each'),
    ],
    controls: of(`${azure}/username-table.test.ts`, 'should be lost by many where looking and writing are two steps: the negative control'),
  },
  'a group’s member': {
    fault: 'taking somebody out of a group by a call that would delete the account',
    holds: 'every DELETE ends with $ref',
    tests: of(
      graphAccounts,
      'should be disabled at its end, signed out and in no group, and stay: out of a group is not out of the directory',
      'should leave others whom somebody added by hand, and take the one before',
    ),
  },
  'accounts away for a day': {
    fault: 'the directory is away on the day on which 500 accounts begin and 300 end',
    holds: 'all are made and ended once it is back, ends first, and admins see it at once',
    tests: of(accounts, 'should have all done when it is back, ends first, and admins should see all of it at once'),
  },
  'a missing setting': {
    fault: 'a deployed app is started without a setting or with a wrong one',
    holds: 'the host reports it, and runs no app without functions',
    tests: [
      ...of('functions/bundle.test.ts', 'should have the host report what stops its start, and not run as an app without functions'),
      ...of('infra/main.test.ts', 'should let the host in without a key, and stop it when the product cannot start'),
    ],
  },
  'a secret in a deployment': {
    fault: 'a secure value passed on in a way that a deployment shows',
    holds: 'a test finds it in the Bicep files',
    tests: of('infra/main.test.ts', 'should nowhere be shown by a deployment: %s'),
    controls: of('infra/main.test.ts', 'should be found where it is shown, however it gets there'),
  },
  'outsiders in groups': {
    fault: 'a guest, student, visitor or disabled account is in a group of rights',
    holds: 'no rights anywhere, in any channel',
    tests: of(
      'journeys/outsiders.test.ts',
      'should have no rights by the group of %s',
      'should ask for no account, take none over and be named by nobody',
      'should decide for no department, as its head or as a deputy',
    ),
    controls: of('journeys/outsiders.test.ts', 'should have the rights of the group, in every channel: the same tries as above'),
  },
  'an involved admin': {
    fault: 'an admin who sponsored, changed or prepared a request steers it',
    holds: 'refused; a correction never makes another person of the visitor',
    tests: [
      ...of('journeys/tab-offers.test.ts', 'should neither be offered nor be able to decide or steer what is %s'),
      ...of('bot/domain/request/corrections.test.ts', 'should never make another person of the visitor, over any corrections in any order'),
    ],
  },
  'uploads without end': {
    fault: 'sixty uploads by one person, never ended; drafts without number',
    holds: 'bounded memory and bounded drafts; nobody is kept from theirs',
    tests: [
      ...of('faults/upload-flood.test.ts', 'should be three, the others turned away unread, and keep nobody from theirs'),
      ...of(
        'bot/channels/upload/routes.test.ts',
        'should hold no more bytes than the process has for them, and turn the others away unread',
      ),
      ...of('journeys/drafting.test.ts', 'should be the most: the oldest is named, and none is lost unasked'),
    ],
    controls: of('bot/channels/upload/routes.test.ts', 'should hold all of them where nothing limits them, which is what the limit is for'),
  },
  'an unknown schema': {
    fault: 'a stored request of a version that is not known',
    holds: 'refused with a line in the log, untouched, and the others served',
    tests: of(
      'faults/schema-version.test.ts',
      'should leave a request of an unknown schema version as it is, say so in the log, and serve the others',
      'should not be taken by the night for storage that is away, however many of them there are',
    ),
    controls: of('faults/schema-version.test.ts', 'would be read if it carried the version that is known'),
  },
} satisfies Record<string, Row>;

export type RowName = keyof typeof rows;
