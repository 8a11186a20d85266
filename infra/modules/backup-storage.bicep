// The copy that the product makes of its tables and photos every night, in an account, and a region, of its own. The app makes the tables and
// the container in it. Who restores reads it; nobody else has a role here.
@minLength(3)
@maxLength(24)
param name string
param location string
param tags object

@description('How many copies of the copy there are, and where.')
param redundancy string

@description('False: reached through private endpoints alone.')
param isPublic bool

@description('The identity of the app.')
param principalId string

@description('The Entra group of those who run the product; empty: nobody restores by it.')
param operatorGroup string

// Storage Table and Blob Data Contributor.
var backupRoles = [
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
]

// Storage Table and Blob Data Reader.
var restoreRoles = [
  '76199698-9eea-4c19-bc75-cec21354c6b6'
  '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
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
    // Read only to restore.
    accessTier: 'Cool'
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
    // Fewer than where the data is: a photo that is deleted there goes here up to five days later, and people are promised seven.
    deleteRetentionPolicy: {
      enabled: true
      days: 2
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 7
    }
    isVersioningEnabled: false
  }
}

resource backupAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for backupRole in backupRoles: {
  name: guid(account.id, principalId, backupRole)
  scope: account
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', backupRole)
  }
}]

resource restoreAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for restoreRole in restoreRoles: if (!empty(operatorGroup)) {
  name: guid(account.id, operatorGroup, restoreRole)
  scope: account
  properties: {
    principalId: operatorGroup
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', restoreRole)
  }
}]

output id string = account.id
output tablesUrl string = account.properties.primaryEndpoints.table
output blobsUrl string = account.properties.primaryEndpoints.blob
