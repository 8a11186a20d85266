/** Microsoft's hosts of Teams, Outlook and Microsoft 365, as its documentation of pages in frames names them. */
export const frameHosts = [
  'https://*.cloud.microsoft',
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://*.office.com',
  'https://*.microsoft365.com',
];
