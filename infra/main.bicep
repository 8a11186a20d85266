// Everything that the product needs in Azure, in one resource group:
//   az deployment group create --name alms --resource-group <group> --parameters infra/main.bicepparam
// The identity's permissions in Graph come after it: see "Graph permissions and why" in infra/README.md.
targetScope = 'resourceGroup'

@description('Begins the name of every resource: small letters and digits.')
@minLength(3)
@maxLength(11)
param name string = 'alms'

@description('Where the data is kept; Flex Consumption and availability zones have to be on offer there.')
param location string = resourceGroup().location

@description('The one Entra tenant whose people are served.')
param tenantId string = subscription().tenantId

@description('Tags of every resource that may have some.')
param tags object = {}

@description('How many copies of the data there are, and where: in one place, in three zones of a region, or in a second region too.')
@allowed([
  'Standard_LRS'
  'Standard_ZRS'
  'Standard_GRS'
  'Standard_GZRS'
])
param redundancy string = 'Standard_ZRS'

@description('The region of the second storage account, to which tables and photos are copied every night; empty: there is no backup.')
param backupLocation string = ''

@description('How many copies of the backup there are, and where.')
@allowed([
  'Standard_LRS'
  'Standard_ZRS'
])
param backupRedundancy string = 'Standard_LRS'

@description('Which Node runs the product.')
@allowed([
  '22'
  '24'
])
param nodeVersion string = '24'

@description('Whether storage and vault are reached through a private network alone. The apps themselves are still reached by Teams.')
param privateNetwork bool = false

@description('The range of the private network.')
param networkPrefix string = '10.40.0.0/24'

@description('A domain of the organisation that leads to the app; empty: its own address. Its CNAME and asuid records have to be there first.')
param customDomain string = ''

@description('The thumbprint of that domain’s certificate, where the app itself shows it; empty: a gateway before the app does.')
param customDomainThumbprint string = ''

@description('Object id of the Entra group of those who run the product; empty: nobody gets a role on the data.')
param operatorGroup string = ''

@description('Hosts to which the bot may send, between commas.')
param serviceHosts string = 'smba.trafficmanager.net'

@description('Hosts from which files that people send in the chat are fetched, between commas.')
param fileHosts string = 'sharepoint.com'

@description('Id of the app in the organisation’s Teams catalogue, known once it was uploaded there; empty: installed for nobody.')
param teamsApp string = ''

@description('Address of the mailbox that sends the mails; empty: none are sent.')
param mailFrom string = ''

@description('Object id of the Entra group whose members may sponsor; groups inside it count.')
@minLength(36)
@maxLength(36)
param staffGroup string

@description('Object id of the Entra group whose members are admins; groups inside it count.')
@minLength(36)
@maxLength(36)
param adminGroup string

@description('Object id of the Entra group of the card office; groups inside it count.')
@minLength(36)
@maxLength(36)
param cardOfficeGroup string

@description('Object id of the Entra group of the people in IT who do by hand what is to be done to accounts; empty: there are none.')
param itGroup string = ''

@description('Values of employeeType that mark visitors, who may not sponsor, between commas.')
param visitorTypes string = 'visitor'

@description('How directory accounts are made: graph, by a second app, with all of the four below; it-queue, by people, with domain, key and itGroup; empty: none are.')
@allowed([
  ''
  'graph'
  'it-queue'
])
param accounts string = ''

@description('The domain of the accounts’ sign-in names, verified and managed in the tenant.')
param accountDomain string = ''

@description('Object id of the Entra group whose members have staff-like access.')
param staffLikeGroup string = ''

@description('Object id of the Entra group whose members have student-like access.')
param studentLikeGroup string = ''

@description('What the group of staff-like access is called, for the people in IT; empty: their tasks name the level.')
param staffLikeGroupName string = ''

@description('The same for student-like access.')
param studentLikeGroupName string = ''

@description('Makes the hashes of usernames: base64 of at least 32 random bytes. Never changed.')
@secure()
param usernameKey string = ''

@description('As what the directory shows the sponsor of an account; empty: not at all.')
@allowed([
  ''
  'sponsors'
  'manager'
])
param sponsorAs string = ''

@description('The country of the accounts’ licences.')
param usageLocation string = 'GB'

@description('Outlook’s actionable mails, all of these or none: the app registration of their provider.')
param outlookAppId string = ''

@description('Its Application ID URI, api://auth-am-…')
param outlookAppUri string = ''

@description('The one word of its scope.')
param outlookScope string = ''

@description('The provider’s id in the Actionable Email Developer Dashboard.')
param outlookOriginator string = ''

@description('Issuers of tokens to accept beside Entra’s own, between commas; empty until a real token shows the need.')
param outlookExtraIssuers string = ''

@description('Audiences of tokens to accept beside the two above, between commas.')
param outlookExtraAudiences string = ''

@description('Signs the addresses behind the buttons of mails: base64 of at least 32 random bytes.')
@secure()
param linkKey string = ''

@description('The key before it, for the thirty days after it was changed.')
@secure()
param linkKeyPrevious string = ''

@description('The tab in Teams, both of these or neither: the app registration whose API it asks tokens for.')
param tabAppId string = ''

@description('Its Application ID URI, api://<public host>/…')
param tabAppUri string = ''

@description('How much is logged: debug, info, warn or error.')
@allowed([
  'debug'
  'info'
  'warn'
  'error'
])
param logLevel string = 'info'

@description('For how many days logs are kept.')
@allowed([
  30
  60
  90
])
param logDays int = 30

@description('Address that gets the alerts; empty: there are none.')
param alertMail string = ''

@description('How many instances of the worker wait for messages: what the process of a press could not deliver itself goes without a cold start then. Each costs as an instance that is always there.')
@minValue(0)
param workersReady int = 0

// Teams gives a card's button a few seconds, which a cold start would use up.
var httpReady = [
  {
    name: 'http'
    instanceCount: 1
  }
]

var unique = uniqueString(resourceGroup().id)

// The address under which the product is reached.
var publicHost = empty(customDomain) ? '${name}-${unique}.azurewebsites.net' : customDomain

// A vault's name is there once in the world, and has at most 24 characters.
var vaultName = take('${name}${unique}v', 24)
var kept = '@Microsoft.KeyVault(VaultName=${vaultName};SecretName='

// By this tag azd finds the app.
var publicTags = union(tags, { 'azd-service-name': 'app' })

// One identity is the bot and reads and writes the data, so that no secret opens either.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
  tags: tags
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: '${name}${unique}'
    location: location
    tags: tags
    redundancy: redundancy
    isPublic: !privateNetwork
    principalId: identity.properties.principalId
  }
}

module backupStorage 'modules/backup-storage.bicep' = if (!empty(backupLocation)) {
  name: 'backup-storage'
  params: {
    // At most 24 characters.
    name: take('${name}c${unique}', 24)
    location: backupLocation
    tags: tags
    redundancy: backupRedundancy
    isPublic: !privateNetwork
    principalId: identity.properties.principalId
    operatorGroup: operatorGroup
  }
}

module hostStorage 'modules/host-storage.bicep' = {
  name: 'host-storage'
  params: {
    // At most 24 characters.
    name: take('${name}h${unique}', 24)
    location: location
    tags: tags
    redundancy: redundancy
    isPublic: !privateNetwork
    principalId: identity.properties.principalId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: vaultName
    location: location
    tags: tags
    tenantId: tenantId
    isPublic: !privateNetwork
    principalId: identity.properties.principalId
    accountsPrincipalId: accounts == 'graph' ? accountsIdentity!.properties.principalId : ''
    linkKey: linkKey
    linkKeyPrevious: linkKeyPrevious
    usernameKey: usernameKey
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    name: name
    location: location
    tags: tags
    addressPrefix: networkPrefix
    endpoints: concat([
      { name: 'data-blob', resourceId: storage.outputs.id, part: 'blob' }
      { name: 'data-table', resourceId: storage.outputs.id, part: 'table' }
      { name: 'data-queue', resourceId: storage.outputs.id, part: 'queue' }
      { name: 'host-blob', resourceId: hostStorage.outputs.id, part: 'blob' }
      { name: 'vault', resourceId: vault.outputs.id, part: 'vault' }
    ], empty(backupLocation) ? [] : [
      { name: 'backup-blob', resourceId: backupStorage!.outputs.id, part: 'blob' }
      { name: 'backup-table', resourceId: backupStorage!.outputs.id, part: 'table' }
    ], accounts == 'graph' ? [
      { name: 'accounts-blob', resourceId: accountsStorage!.outputs.id, part: 'blob' }
      { name: 'accounts-queue', resourceId: accountsStorage!.outputs.id, part: 'queue' }
    ] : [])
  }
}

module operators 'modules/operators.bicep' = if (!empty(operatorGroup)) {
  name: 'operators'
  params: {
    storageName: storage.outputs.accountName
    groupId: operatorGroup
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: name
    location: location
    tags: tags
    days: logDays
    principalId: identity.properties.principalId
  }
}

module alerts 'modules/alerts.bicep' = if (!empty(alertMail)) {
  name: 'alerts'
  params: {
    name: name
    location: location
    tags: tags
    mailTo: alertMail
    insightsId: monitoring.outputs.insightsId
    workspaceId: monitoring.outputs.workspaceId
    hasBackup: !empty(backupLocation)
  }
}

module app 'modules/function-app.bicep' = {
  name: 'app'
  params: {
    name: '${name}-${unique}'
    location: location
    tags: publicTags
    identityId: identity.id
    nodeVersion: nodeVersion
    subnetId: privateNetwork ? network!.outputs.appsSubnetId : ''
    customDomain: customDomain
    customDomainThumbprint: customDomainThumbprint
    deploymentContainerUrl: hostStorage.outputs.deploymentContainerUrl
    alwaysReady: concat(httpReady, workersReady == 0 ? [] : [{ name: 'function:work', instanceCount: workersReady }])
    // A key that is in the vault stays in use when a deployment does not give it again.
    secretSettings: {
      ALMS_LINK_KEY: empty(outlookAppId) ? '' : '${kept}link-key)'
      ALMS_LINK_KEY_PREVIOUS: empty(linkKeyPrevious) ? '' : '${kept}link-key-previous)'
      ALMS_USERNAME_KEY: empty(accounts) ? '' : '${kept}username-key)'
    }
    // The product's own, whose meaning and parameter stand in bot/settings/settings.ts; then those of the host.
    appSettings: {
      MicrosoftAppId: identity.properties.clientId
      MicrosoftAppTenantId: tenantId
      MicrosoftAppType: 'UserAssignedMSI'
      ALMS_MODE: 'azure'
      ALMS_PUBLIC_URL: 'https://${publicHost}'
      ALMS_TABLES_URL: storage.outputs.tablesUrl
      ALMS_BLOBS_URL: storage.outputs.blobsUrl
      ALMS_QUEUES_URL: storage.outputs.queuesUrl
      ALMS_BACKUP_TABLES_URL: empty(backupLocation) ? '' : backupStorage!.outputs.tablesUrl
      ALMS_BACKUP_BLOBS_URL: empty(backupLocation) ? '' : backupStorage!.outputs.blobsUrl
      ALMS_SERVICE_HOSTS: serviceHosts
      ALMS_FILE_HOSTS: fileHosts
      ALMS_TEAMS_APP: teamsApp
      ALMS_MAIL_FROM: mailFrom
      ALMS_STAFF_GROUP: staffGroup
      ALMS_ADMIN_GROUP: adminGroup
      ALMS_CARD_OFFICE_GROUP: cardOfficeGroup
      ALMS_IT_GROUP: itGroup
      ALMS_VISITOR_TYPES: visitorTypes
      ALMS_ACCOUNTS: accounts
      ALMS_ACCOUNT_DOMAIN: accountDomain
      ALMS_STAFF_LIKE_GROUP: staffLikeGroup
      ALMS_STUDENT_LIKE_GROUP: studentLikeGroup
      ALMS_USAGE_LOCATION: usageLocation
      ALMS_SPONSOR_AS: sponsorAs
      ALMS_STAFF_LIKE_GROUP_NAME: staffLikeGroupName
      ALMS_STUDENT_LIKE_GROUP_NAME: studentLikeGroupName
      ALMS_FUNCTIONS: accounts == 'graph' ? 'public' : 'all'
      ALMS_ACCOUNT_QUEUES_URL: accounts == 'graph' ? accountsStorage!.outputs.queuesUrl : ''
      ALMS_OUTLOOK_APP_ID: outlookAppId
      ALMS_OUTLOOK_APP_URI: outlookAppUri
      ALMS_OUTLOOK_SCOPE: outlookScope
      ALMS_OUTLOOK_ORIGINATOR: outlookOriginator
      ALMS_OUTLOOK_EXTRA_ISSUERS: outlookExtraIssuers
      ALMS_OUTLOOK_EXTRA_AUDIENCES: outlookExtraAudiences
      ALMS_TAB_APP_ID: tabAppId
      ALMS_TAB_APP_URI: tabAppUri
      ALMS_LOG_LEVEL: logLevel
      AZURE_CLIENT_ID: identity.properties.clientId
      // The host's own storage: its timers' leases.
      AzureWebJobsStorage__accountName: hostStorage.outputs.accountName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identity.properties.clientId
      // The queues that wake the worker, which are with the data.
      WorkQueues__queueServiceUri: storage.outputs.queuesUrl
      WorkQueues__credential: 'managedidentity'
      WorkQueues__clientId: identity.properties.clientId
      // A fault while starting is one of the app, and not a warning in a log. From Node 20 on the worker does so anyway.
      FUNCTIONS_NODE_BLOCK_ON_ENTRY_POINT_ERROR: 'true'
      APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
      // The connection string alone opens nothing: telemetry is taken from the identity only.
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
      // The exporter sends nothing about itself to its makers.
      APPLICATION_INSIGHTS_NO_STATSBEAT: 'true'
      APPLICATIONINSIGHTS_SDKSTATS_DISABLED: 'true'
      // In bytes: the largest photo, and some. The host's own is 100 MB.
      FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '11534336'
    }
  }
  // Its settings refer to what is kept there.
  dependsOn: [
    vault
  ]
}

// The app that makes accounts: the same bundle, by an identity of its own, which alone may change the directory. Nobody reaches it.
resource accountsIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (accounts == 'graph') {
  name: '${name}-accounts-identity'
  location: location
  tags: tags
}

module accountsStorage 'modules/accounts-storage.bicep' = if (accounts == 'graph') {
  name: 'accounts-storage'
  params: {
    // At most 24 characters.
    name: take('${name}x${unique}', 24)
    location: location
    tags: tags
    redundancy: redundancy
    isPublic: !privateNetwork
    principalId: accountsIdentity!.properties.principalId
    askingPrincipalId: identity.properties.principalId
  }
}

module accountsAccess 'modules/accounts-access.bicep' = if (accounts == 'graph') {
  name: 'accounts-access'
  params: {
    storageName: storage.outputs.accountName
    insightsName: monitoring.outputs.insightsName
    principalId: accountsIdentity!.properties.principalId
  }
}

module accountsApp 'modules/function-app.bicep' = if (accounts == 'graph') {
  name: 'accounts-app'
  params: {
    name: '${name}-accounts-${unique}'
    location: location
    tags: tags
    identityId: accountsIdentity!.id
    nodeVersion: nodeVersion
    subnetId: privateNetwork ? network!.outputs.appsSubnetId : ''
    customDomain: ''
    customDomainThumbprint: ''
    deploymentContainerUrl: accountsStorage!.outputs.deploymentContainerUrl
    alwaysReady: []
    secretSettings: {
      ALMS_USERNAME_KEY: '${kept}username-key)'
    }
    appSettings: {
      ALMS_MODE: 'azure'
      ALMS_FUNCTIONS: 'accounts'
      ALMS_TABLES_URL: storage.outputs.tablesUrl
      ALMS_QUEUES_URL: storage.outputs.queuesUrl
      ALMS_ACCOUNT_QUEUES_URL: accountsStorage!.outputs.queuesUrl
      ALMS_VISITOR_TYPES: visitorTypes
      ALMS_IT_GROUP: itGroup
      ALMS_ACCOUNTS: accounts
      ALMS_ACCOUNT_DOMAIN: accountDomain
      ALMS_STAFF_LIKE_GROUP: staffLikeGroup
      ALMS_STUDENT_LIKE_GROUP: studentLikeGroup
      ALMS_USAGE_LOCATION: usageLocation
      ALMS_SPONSOR_AS: sponsorAs
      ALMS_LOG_LEVEL: logLevel
      AZURE_CLIENT_ID: accountsIdentity!.properties.clientId
      AzureWebJobsStorage__accountName: accountsStorage!.outputs.accountName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: accountsIdentity!.properties.clientId
      WorkQueues__queueServiceUri: accountsStorage!.outputs.queuesUrl
      WorkQueues__credential: 'managedidentity'
      WorkQueues__clientId: accountsIdentity!.properties.clientId
      FUNCTIONS_NODE_BLOCK_ON_ENTRY_POINT_ERROR: 'true'
      APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${accountsIdentity!.properties.clientId};Authorization=AAD'
      APPLICATION_INSIGHTS_NO_STATSBEAT: 'true'
      APPLICATIONINSIGHTS_SDKSTATS_DISABLED: 'true'
    }
  }
  dependsOn: [
    vault
  ]
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    // A bot's name is there once in the world.
    name: '${name}-bot-${unique}'
    tags: tags
    endpoint: 'https://${publicHost}/api/messages'
    identityId: identity.id
    clientId: identity.properties.clientId
    tenantId: tenantId
  }
}

@description('Whom to give the permissions in Graph: the identity’s object id.')
output principalId string = identity.properties.principalId

@description('The bot for the manifest: MicrosoftAppId.')
output botId string = identity.properties.clientId

@description('The address for the manifest: ALMS_PUBLIC_URL.')
output publicUrl string = 'https://${publicHost}'

@description('Where the bundle is published to.')
output functionAppName string = app.outputs.name

@description('Whom to give the permissions in Graph that change accounts: the object id of the second app’s identity. Empty without it.')
output accountsPrincipalId string = accounts == 'graph' ? accountsIdentity!.properties.principalId : ''

@description('Where the secrets are kept.')
output vaultName string = vaultName

@description('Where the same bundle is published to, too. Empty without the second app.')
output accountsFunctionAppName string = accounts == 'graph' ? accountsApp!.outputs.name : ''
