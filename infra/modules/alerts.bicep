// Who is told by mail when something is not well. infra/RUNBOOK.md has a section for each alert: what people notice, where to look, what to do.
param name string
param location string
param tags object

@description('Who gets the mails.')
param mailTo string

@description('Where the product writes log, traces and metrics.')
param insightsId string

@description('The workspace that these are kept in.')
param workspaceId string

@description('Whether there is a nightly backup.')
param hasBackup bool

// What the build registers: one app for everything, or two.
var functionNames = loadJsonContent('../package/function-names.json')
var wholeList = join(concat(functionNames.accounts, functionNames.public), ' ')
var publicList = join(functionNames.public, ' ')
var accountsList = join(functionNames.accounts, ' ')

// Of each: a query on what the product writes, over `window`. `count`: rows; otherwise the total of the column.
var alerts = [
  {
    name: 'given-up'
    severity: 2
    about: 'A message failed five times and was given up. Its request is on the admins\' list.'
    query: 'traces | where message == "a message was given up"'
    measure: 'count'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'no-sweep'
    severity: 1
    about: 'The hourly sweep has not run for three hours: no state changes at midnight, and nobody is reminded.'
    query: 'traces | where message == "sweep"'
    measure: 'count'
    operator: 'LessThan'
    threshold: 1
    window: 'PT3H'
    every: 'PT1H'
  }
  {
    name: 'failed-run'
    severity: 2
    about: 'A sweep, a nightly check or a backup broke off, or a sweep could not do all that was due.'
    query: 'traces | where message == "a run of a job failed" or (message == "sweep" and toint(customDimensions.failed) > 0)'
    measure: 'count'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT1H'
    every: 'PT1H'
  }
  {
    name: 'queue-old'
    severity: 1
    about: 'A message has been waiting for more than five minutes, and nobody takes it.'
    query: 'customMetrics | where name == "alms.queue.age" and tostring(customDimensions.target) != "accounts" and valueSum > 300'
    measure: 'count'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT5M'
    every: 'PT5M'
  }
  {
    name: 'accounts-old'
    severity: 1
    about: 'A message about an account has been waiting for more than 15 minutes, and nobody takes it: no account is made, and none is disabled.'
    query: 'customMetrics | where name == "alms.queue.age" and tostring(customDimensions.target) == "accounts" and valueSum > 900'
    measure: 'count'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'deliveries-failing'
    severity: 2
    about: 'Cards or mails do not arrive: more than 20 attempts failed within 15 minutes.'
    query: 'customMetrics | where name == "alms.deliveries" and tostring(customDimensions.outcome) in ("try-again", "given-up")'
    measure: 'valueSum'
    operator: 'GreaterThan'
    threshold: 20
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'server-errors'
    severity: 2
    about: 'The product answered with errors more than five times within 15 minutes.'
    query: 'customMetrics | where name == "alms.http.answers" and toint(customDimensions.code) >= 500 and tostring(customDimensions.path) != "/readyz"'
    measure: 'valueSum'
    operator: 'GreaterThan'
    threshold: 5
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'refused-callers'
    severity: 3
    about: 'More than a hundred calls were refused for their token within 15 minutes.'
    query: 'customMetrics | where name == "alms.http.answers" and tostring(customDimensions.code) == "401"'
    measure: 'valueSum'
    operator: 'GreaterThan'
    threshold: 100
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'graph-refusing'
    severity: 2
    about: 'Microsoft Graph gave no answer that can be used more than 20 times within 15 minutes.'
    query: 'customMetrics | where name == "alms.graph.faults"'
    measure: 'valueSum'
    operator: 'GreaterThan'
    threshold: 20
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'other-functions'
    severity: 1
    about: 'An app has started with other functions than the build wrote.'
    query: 'traces | where message == "started" and tostring(customDimensions.functions) !in ("${wholeList}", "${publicList}", "${accountsList}")'
    measure: 'count'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
    every: 'PT15M'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-people'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: take(name, 12)
    enabled: true
    emailReceivers: [
      {
        name: 'people'
        emailAddress: mailTo
        useCommonAlertSchema: true
      }
    ]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in alerts: {
  name: '${name}-${alert.name}'
  location: location
  tags: tags
  properties: {
    description: '${alert.about} infra/RUNBOOK.md, "${alert.name}".'
    severity: alert.severity
    enabled: true
    autoMitigate: true
    scopes: [
      insightsId
    ]
    evaluationFrequency: alert.every
    windowSize: alert.window
    criteria: {
      allOf: [
        {
          query: alert.query
          timeAggregation: alert.measure == 'count' ? 'Count' : 'Total'
          metricMeasureColumn: alert.measure == 'count' ? null : alert.measure
          operator: alert.operator
          threshold: alert.threshold
        }
      ]
    }
    actions: {
      actionGroups: [
        people.id
      ]
    }
  }
}]

// No window is of 26 hours, so the query looks at these within two days.
resource noBackup 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = if (hasBackup) {
  name: '${name}-no-backup'
  location: location
  tags: tags
  properties: {
    description: 'No backup has been made for 26 hours. infra/RUNBOOK.md, "no-backup".'
    severity: 2
    enabled: true
    autoMitigate: true
    scopes: [
      insightsId
    ]
    evaluationFrequency: 'PT1H'
    windowSize: 'P2D'
    criteria: {
      allOf: [
        {
          query: 'traces | where message == "the backup is over" and toint(customDimensions.held) == 0 and isempty(customDimensions.isCutShort) and timestamp > ago(26h)'
          timeAggregation: 'Count'
          operator: 'LessThan'
          threshold: 1
        }
      ]
    }
    actions: {
      actionGroups: [
        people.id
      ]
    }
  }
}

// Of the workspace itself: what the last 24 hours have taken in, in megabytes. At the cap, modules/monitoring.bicep, the rest of its day is
// dark; that day begins at an hour of the workspace's own, so no query asks for today.
resource logCap 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: '${name}-log-cap'
  location: location
  tags: tags
  properties: {
    description: 'The log has taken in 800 MB within a day, of the 1 GB after which it takes no more. infra/RUNBOOK.md, "log-cap".'
    severity: 2
    enabled: true
    autoMitigate: true
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT1H'
    windowSize: 'P1D'
    criteria: {
      allOf: [
        {
          query: 'Usage | where IsBillable'
          timeAggregation: 'Total'
          metricMeasureColumn: 'Quantity'
          operator: 'GreaterThan'
          threshold: 800
        }
      ]
    }
    actions: {
      actionGroups: [
        people.id
      ]
    }
  }
}
