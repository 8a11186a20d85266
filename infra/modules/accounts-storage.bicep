// What the app that makes accounts has for itself: the host's files, the bundle and the queue. The app that people reach may send to
// that queue and do nothing else here, so it can change neither the bundle nor what is asked.
@minLength(3)
@maxLength(24)
param name string
param location string
param tags object
param redundancy string

@description('False: reached through private endpoints alone.')
param isPublic bool

@description('The identity of the app that makes accounts.')
param principalId string

@description('The identity of the app that asks for them.')
param askingPrincipalId string

// Storage Blob Data Owner: the host takes leases and makes containers. Storage Queue Data Contributor: its trigger.
var ownRoles = [
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
]

// Storage Queue Data Message Sender.
var senderRole = 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a'

// Storage Queue Data Reader: to look how old the messages are, which takes none.
var readerRole = '19e7f393-937e-4f77-808e-94535e297925'

var queues = [
  'accounts'
  'accounts-poison'
]

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: redundancy
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: 7
    }
  }
}

resource deployments 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'deployments'
  properties: {
    publicAccess: 'None'
  }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [for queueName in queues: {
  parent: queueService
  name: queueName
}]

resource ownAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in ownRoles: {
  name: guid(account.id, principalId, role)
  scope: account
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

resource asking 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, askingPrincipalId, senderRole)
  scope: queue[0]
  properties: {
    principalId: askingPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', senderRole)
  }
}

resource watching 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, askingPrincipalId, readerRole)
  scope: queue[0]
  properties: {
    principalId: askingPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', readerRole)
  }
}

output id string = account.id
output accountName string = account.name
output queuesUrl string = account.properties.primaryEndpoints.queue
output deploymentContainerUrl string = '${account.properties.primaryEndpoints.blob}${deployments.name}'
