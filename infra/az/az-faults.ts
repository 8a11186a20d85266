/** What to do about a refusal of the Azure CLI, by what it says of it; the first that fits. */
const advice: readonly (readonly [RegExp, string])[] = [
  [
    /az login|AADSTS\d+|No subscription found/i,
    'You are not signed in to Azure, or not any more. Run az login, in several tenants az login --tenant YOUR-TENANT, and try again.',
  ],
  [/SubscriptionNotFound|subscription of .* doesn't exist/i, 'Choose your subscription: az account set --subscription NAME.'],
  [/ResourceGroupNotFound/, 'This subscription has no such resource group. Choose another with az account set --subscription NAME.'],
  [
    /DeploymentNotFound/,
    'The resource group has no deployment of this name. Make it by step 5 of infra/README.md, or give the name that it has as --name.',
  ],
  [
    /Authorization_RequestDenied|Insufficient privileges/i,
    'Whoever az is signed in as may not do this in Entra. It takes Groups Administrator for groups, Application Administrator for the tab, Privileged Role Administrator for permissions.',
  ],
  [
    /AuthorizationFailed|does not have authorization/i,
    'Whoever az is signed in as may not do this in Azure. It takes Contributor or Owner on the resource group; a role that was given just now takes some minutes.',
  ],
];

/** What the Azure CLI said, with a sentence before it that says what to do, where that is known. */
export function azFaultInWords(said: string): string {
  const sentence = advice.find(([pattern]) => pattern.test(said))?.[1];
  return sentence === undefined ? said : `${sentence}\n${said}`;
}

/** What Entra says of a thing that was made a moment ago, as long as not all of its copies have it. */
const notYetThere =
  /Request_ResourceNotFound|Not Found|does not exist or one of its queried|does not reference a valid application|backing application|permission that cannot be found/i;

export function isNotYetThere(fault: unknown): boolean {
  return notYetThere.test((fault as Error).message);
}
