// Where the data must not be reached from the internet: a network of its own, with the apps in one part of it and private endpoints of
// storage and vault in the other. The apps themselves are still reached by Teams, which has no way into a private network.
param name string
param location string
param tags object

@description('The range of the network; it need not be unique where nothing else is joined to it.')
param addressPrefix string

@description('Of each thing that gets a private endpoint: the last word of the endpoint’s name, the resource, and which part of it.')
param endpoints array

// One zone for each part of a service, by the name that Azure resolves.
var zones = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  vault: 'privatelink.vaultcore.azure.net'
}

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: '${name}-network'
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [
        addressPrefix
      ]
    }
    subnets: [
      {
        name: 'apps'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          delegations: [
            {
              name: 'flex'
              properties: {
                // Flex Consumption runs on this.
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 1)
        }
      }
    ]
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = [for one in items(zones): {
  name: one.value
  location: 'global'
  tags: tags
}]

resource zoneLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = [for (one, index) in items(zones): {
  parent: zone[index]
  name: name
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: network.id
    }
  }
}]

resource endpoint 'Microsoft.Network/privateEndpoints@2024-01-01' = [for one in endpoints: {
  name: '${name}-${one.name}'
  location: location
  tags: tags
  properties: {
    subnet: {
      id: '${network.id}/subnets/endpoints'
    }
    privateLinkServiceConnections: [
      {
        name: one.name
        properties: {
          privateLinkServiceId: one.resourceId
          groupIds: [
            one.part
          ]
        }
      }
    ]
  }
}]

resource endpointZone 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-01-01' = [for (one, index) in endpoints: {
  parent: endpoint[index]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: one.part
        properties: {
          privateDnsZoneId: resourceId('Microsoft.Network/privateDnsZones', zones[one.part])
        }
      }
    ]
  }
  dependsOn: [
    zone
  ]
}]

output appsSubnetId string = '${network.id}/subnets/apps'
