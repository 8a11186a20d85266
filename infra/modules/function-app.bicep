param name string
param location string
param tags object
param identityId string

@description('Which Node runs it.')
param nodeVersion string

@description('The part of a private network that it is in; empty: none.')
param subnetId string

@description('A domain of the organisation that leads to it; empty: its own address alone.')
param customDomain string

@description('Of the domain’s certificate, where this app shows it; empty: what stands before the app does.')
param customDomainThumbprint string
param deploymentContainerUrl string

@description('Instances that are always there: of each the name of its functions, and how many.')
param alwaysReady array

@description('The settings of the app that may be read in a deployment: the value of each by its name.')
param appSettings object

@description('The other settings, likewise: references to the vault.')
@secure()
param secretSettings object

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // By which references to the vault are read; otherwise by the identity that there is not.
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'node'
        version: nodeVersion
      }
      scaleAndConcurrency: {
        alwaysReady: alwaysReady
        instanceMemoryMB: 2048
        maximumInstanceCount: 40
      }
    }
    siteConfig: {
      appSettings: map(items(union(appSettings, secretSettings)), setting => {
        name: setting.key
        value: setting.value
      })
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
  }
}

// No publishing by password: neither by FTP nor by the deployment site.
resource ftp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource scm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

resource domain 'Microsoft.Web/sites/hostNameBindings@2024-04-01' = if (!empty(customDomain)) {
  parent: app
  name: empty(customDomain) ? 'none' : customDomain
  properties: {
    hostNameType: 'Verified'
    sslState: empty(customDomainThumbprint) ? 'Disabled' : 'SniEnabled'
    thumbprint: empty(customDomainThumbprint) ? null : customDomainThumbprint
  }
}

output name string = app.name
