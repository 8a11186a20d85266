import type { Finding, HealthFacts } from './health';

interface Right {
  /** Any one of these permissions is enough. */
  names: readonly string[];
  /** What fails without it. */
  lack: string;
  /** Whether this deployment needs it. */
  isNeeded(does: HealthFacts['does']): boolean;
}

/** The application permissions of the app that people reach; infra/README.md says what each call is. */
const rights: readonly Right[] = [
  { names: ['User.Read.All'], lack: 'nobody can be recognised', isNeeded: () => true },
  { names: ['GroupMember.Read.All'], lack: 'nobody is staff or an administrator', isNeeded: () => true },
  {
    names: ['TeamsAppInstallation.ReadWriteSelfForUser.All', 'TeamsAppInstallation.ReadWriteForUser.All'],
    lack: 'heads who never opened the app get no message in Teams',
    isNeeded: ({ installs }) => installs,
  },
];

/** Exchange may grant it for some mailboxes instead, which a token does not show. */
const absence = 'MailboxSettings.Read';

/** Permissions to change the directory; they belong to the second app if there is one. */
const changes = /^(User|Group|GroupMember|Directory)\.(ReadWrite|Create|ReadUpdate|EnableDisable|Revoke)/;

export function rightFindings({ graph, does }: Pick<HealthFacts, 'graph' | 'does'>): Finding[] {
  const grant = 'Run npm run entra, then restart the app: a token from before lacks the permission for up to a day.';
  switch (graph.kind) {
    case 'unasked':
      return [];
    case 'away':
      return [
        {
          is: 'problem',
          what: 'Microsoft Graph does not answer.',
          mend: 'Look again in some minutes, and at the service health of Microsoft 365.',
        },
      ];
    case 'no-token':
      return [
        {
          is: 'problem',
          what: 'There is no token to be had for Microsoft Graph.',
          mend: 'Check that the identity in AZURE_CLIENT_ID is assigned to the app; that a secret or certificate, where it has one, is not over; on your own machine, run az login.',
        },
      ];
    case 'rights':
      return [
        ...rights
          .filter(({ names, isNeeded }) => isNeeded(does) && !names.some((name) => graph.names.includes(name)))
          .map(({ names, lack }): Finding => ({ is: 'problem', what: `The permission ${names[0]} is missing: ${lack}.`, mend: grant })),
        ...(graph.names.includes(absence)
          ? []
          : [
              {
                is: 'unknown',
                what: `The permission ${absence} is not given in Entra: unless Exchange gives it for the heads, every head is taken for present.`,
                mend: 'Run npm run entra, or have an Exchange administrator give Application MailboxSettings.Read for the heads alone.',
              } as const,
            ]),
        ...(graph.names.includes('Mail.Send')
          ? [
              {
                is: 'problem',
                what: 'The app may send mails from every mailbox: Mail.Send is given in Entra.',
                mend: 'Take it away there, and give it by Exchange for the one mailbox: see “Mail from one mailbox” in infra/README.md.',
              } as const,
            ]
          : []),
        ...(does.makesAccounts
          ? []
          : graph.names
              .filter((name) => changes.test(name))
              .map(
                (name): Finding => ({
                  is: 'problem',
                  what: `The app that people reach may change the directory: it has ${name}.`,
                  mend: 'Take it away in Entra. Only the second app, which nobody reaches, needs such a permission.',
                }),
              )),
      ];
  }
}
