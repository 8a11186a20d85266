/** What the product needs in Entra, as data. Why each is needed stands in infra/README.md, and a test compares the two. */

/** Microsoft Graph itself, in every tenant. */
export const graphApp = '00000003-0000-0000-c000-000000000000';

/** Application permissions of the app that people reach. Mail.Send is not among them: Exchange gives it, for one mailbox. */
export const publicRights = [
  'User.Read.All',
  'GroupMember.Read.All',
  'MailboxSettings.Read',
  'TeamsAppInstallation.ReadWriteSelfForUser.All',
];

/** Instead of the last one where the tab has a registration of its own: Graph then takes the app for another one than the bot. */
export const installRight = 'TeamsAppInstallation.ReadWriteForUser.All';

/** Of the second app, which makes accounts. */
export const accountRights = [
  'User.Read.All',
  'User.Create',
  'User.ReadUpdate.All',
  'User.EnableDisableAccount.All',
  'User-LifeCycleInfo.ReadWrite.All',
  'User.RevokeSessions.All',
  'GroupMember.ReadWrite.All',
];

/** Who shows the tab, and gets tokens for its API without asking anybody. */
export const tabClients = [
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
  '4765445b-32c6-49b0-83e6-1d93765276ca',
  '0ec893e0-5785-4de6-99da-4ed124e5296c',
  'd3590ed6-52b3-4102-aeff-aad2292ab01c',
  'bc59ab01-8403-45c6-8796-ac3ef710b3e3',
  '27922004-5251-4030-b22d-91ecd9a37ea4',
];

/** The groups, by the parameter that each becomes. */
export const groups = {
  staff: { parameter: 'ALMS_STAFF_GROUP', what: 'may sponsor visitors' },
  admins: { parameter: 'ALMS_ADMIN_GROUP', what: 'see and steer every request' },
  'card-office': { parameter: 'ALMS_CARD_OFFICE_GROUP', what: 'make the ID cards' },
  operators: { parameter: 'ALMS_OPERATOR_GROUP', what: 'run the product, and may read its log and data' },
} as const;
export type GroupPart = keyof typeof groups;
