// The secrets of the product, where there are any. Each app reads its own by reference, with its identity.
@minLength(3)
@maxLength(24)
param name string
param location string
param tags object
param tenantId string

@description('False: reached through private endpoints alone.')
param isPublic bool

@description('The identity of the app that people reach; it reads all of them.')
param principalId string

@description('The identity of the app that makes accounts, which reads the key of usernames; empty: there is none.')
param accountsPrincipalId string

@secure()
param linkKey string

@secure()
param linkKeyPrevious string

@secure()
param usernameKey string

// Key Vault Secrets User.
var readerRole = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: {
      family: 'A'
      name: 'standard'
    }
    tenantId: tenantId
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // Without the key of usernames nothing is known any more of those that were given.
    enablePurgeProtection: true
    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
  }
}

resource linkSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(linkKey)) {
  parent: vault
  name: 'link-key'
  properties: {
    value: linkKey
  }
}

resource previousLinkSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(linkKeyPrevious)) {
  parent: vault
  name: 'link-key-previous'
  properties: {
    value: linkKeyPrevious
  }
}

resource usernameSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(usernameKey)) {
  parent: vault
  name: 'username-key'
  properties: {
    value: usernameKey
  }
}

resource reading 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, readerRole)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', readerRole)
  }
}

resource accountsReading 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(accountsPrincipalId) && !empty(usernameKey)) {
  name: guid(vault.id, accountsPrincipalId, readerRole)
  scope: usernameSecret
  properties: {
    principalId: accountsPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', readerRole)
  }
}

output id string = vault.id
