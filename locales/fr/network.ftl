# The network: measures, key players, phases, likely ties. Keys begin with `network-`.
