module slipway.dev/programs/pause

go 1.25.0
