// Everything that a deployment is told, in one place. What differs from one environment to the next comes from variables of the shell, of
// `azd env set NAME VALUE` or of a GitHub environment; what does not is written here. Only the three groups are needed.
using './main.bicep'

// What it is called, and where.
param name = 'alms'
param tags = {}
param redundancy = 'Standard_ZRS'
// A second region for the nightly backup, such as 'ukwest'; see "After the first day" in infra/README.md.
param backupLocation = readEnvironmentVariable('ALMS_BACKUP_LOCATION', '')
param backupRedundancy = 'Standard_LRS'
param nodeVersion = '24'
param workersReady = 0
param logDays = 30
param logLevel = 'info'
param alertMail = readEnvironmentVariable('ALMS_ALERT_MAIL', '')

// Network and address.
param privateNetwork = false
param networkPrefix = '10.40.0.0/24'
param customDomain = readEnvironmentVariable('ALMS_PUBLIC_HOST', '')
param customDomainThumbprint = ''
param serviceHosts = 'smba.trafficmanager.net'
param fileHosts = 'sharepoint.com'

// Who has which part: object ids of Entra groups.
param staffGroup = readEnvironmentVariable('ALMS_STAFF_GROUP')
param adminGroup = readEnvironmentVariable('ALMS_ADMIN_GROUP')
param cardOfficeGroup = readEnvironmentVariable('ALMS_CARD_OFFICE_GROUP')
param itGroup = readEnvironmentVariable('ALMS_IT_GROUP', '')
param operatorGroup = readEnvironmentVariable('ALMS_OPERATOR_GROUP', '')
param visitorTypes = 'visitor'

// Teams and mail.
param teamsApp = readEnvironmentVariable('ALMS_TEAMS_APP', '')
param mailFrom = readEnvironmentVariable('ALMS_MAIL_FROM', '')
param tabAppId = readEnvironmentVariable('ALMS_TAB_APP_ID', '')
param tabAppUri = readEnvironmentVariable('ALMS_TAB_APP_URI', '')

// Outlook.
param outlookAppId = readEnvironmentVariable('ALMS_OUTLOOK_APP_ID', '')
param outlookAppUri = readEnvironmentVariable('ALMS_OUTLOOK_APP_URI', '')
param outlookScope = readEnvironmentVariable('ALMS_OUTLOOK_SCOPE', '')
param outlookOriginator = readEnvironmentVariable('ALMS_OUTLOOK_ORIGINATOR', '')
param linkKey = readEnvironmentVariable('ALMS_LINK_KEY', '')
param linkKeyPrevious = readEnvironmentVariable('ALMS_LINK_KEY_PREVIOUS', '')
param outlookExtraIssuers = ''
param outlookExtraAudiences = ''

// Accounts.
param accounts = readEnvironmentVariable('ALMS_ACCOUNTS', '')
param accountDomain = readEnvironmentVariable('ALMS_ACCOUNT_DOMAIN', '')
param staffLikeGroup = readEnvironmentVariable('ALMS_STAFF_LIKE_GROUP', '')
param studentLikeGroup = readEnvironmentVariable('ALMS_STUDENT_LIKE_GROUP', '')
param staffLikeGroupName = readEnvironmentVariable('ALMS_STAFF_LIKE_GROUP_NAME', '')
param studentLikeGroupName = readEnvironmentVariable('ALMS_STUDENT_LIKE_GROUP_NAME', '')
param usernameKey = readEnvironmentVariable('ALMS_USERNAME_KEY', '')
param sponsorAs = readEnvironmentVariable('ALMS_SPONSOR_AS', '')
param usageLocation = 'GB'
