// What the people who run the product may do: load departments, look with npm run doctor and npm run sweep, and read the log.
@description('The storage account of the data.')
param storageName string

@description('Their Entra group.')
param groupId string

// Storage Table Data Contributor; Storage Blob and Queue Data Reader.
var dataRoles = [
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
  '19e7f393-937e-4f77-808e-94535e297925'
]

// Log Analytics Reader: on the resource group, as the log is asked through alms-insights, and alerts and functions are looked at too. It
// reads neither settings nor keys, and changes nothing.
var logRole = '73c42c96-874c-492b-b04d-ab87d138a893'

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName
}

resource operatorData 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in dataRoles: {
  name: guid(account.id, groupId, role)
  scope: account
  properties: {
    principalId: groupId
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

resource operatorLog 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, groupId, logRole)
  properties: {
    principalId: groupId
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', logRole)
  }
}
