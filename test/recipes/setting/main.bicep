// Step 2: what is added to infra/main.bicep.
@description('Address of the desk that gives out badges.')
param badgeDesk string

module app 'modules/function-app.bicep' = {
  name: 'app'
  params: {
    appSettings: {
      ALMS_BADGE_DESK: badgeDesk
    }
  }
}
