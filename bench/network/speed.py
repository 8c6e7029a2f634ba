"""Times igraph, rustworkx, networkx and ours on one large network, in processor seconds, a process each.

    cargo build --release -p graph --examples
    python bench/network/generate.py big.bin
    python bench/network/speed.py big.bin [--pivots 8] [--target DIR]

Betweenness is of the same sample of sources in all. Peak memory is the whole process's, the graph among it.
"""
import argparse
import json
import pathlib
import resource
import subprocess
import sys
import time

import numpy as np

PEERS = ["igraph", "rustworkx", "networkx"]
MEASURES = ["components", "cores", "betweenness", "leiden"]


def peer(name, measure, path, pivots):
    """Runs in a process of its own; prints processor seconds of the measure, and what it found."""
    ties = np.fromfile(path, dtype="<u4").reshape(-1, 2)
    nodes = int(ties.max()) + 1
    sources = list(range(0, nodes, nodes // pivots))[:pivots]
    started = time.process_time()
    if name == "igraph":
        import igraph

        graph = igraph.Graph(n=nodes, edges=ties, directed=False)
    elif name == "networkx":
        import networkx

        graph = networkx.Graph()
        graph.add_nodes_from(range(nodes))
        graph.add_edges_from(zip(ties[:, 0].tolist(), ties[:, 1].tolist()))
    else:
        import rustworkx

        graph = rustworkx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(nodes))
        graph.extend_from_edge_list(list(map(tuple, ties.tolist())))
    built = time.process_time() - started
    del ties
    started = time.process_time()
    if (name, measure) == ("igraph", "components"):
        said = len(graph.connected_components())
    elif (name, measure) == ("igraph", "cores"):
        said = max(graph.coreness())
    elif (name, measure) == ("igraph", "betweenness"):
        said = sum(graph.betweenness(directed=False, sources=sources, targets=None)) * 2
    elif (name, measure) == ("igraph", "leiden"):
        found = graph.community_leiden(objective_function="modularity", n_iterations=2)
        said = f"{graph.modularity(found):.6f} in {len(found)} communities"
    elif (name, measure) == ("rustworkx", "components"):
        said = rustworkx.number_connected_components(graph)
    elif (name, measure) == ("rustworkx", "cores"):
        said = max(rustworkx.core_number(graph).values())
    elif (name, measure) == ("networkx", "components"):
        said = networkx.number_connected_components(graph)
    elif (name, measure) == ("networkx", "cores"):
        said = max(networkx.core_number(graph).values())
    elif (name, measure) == ("networkx", "betweenness"):
        found = networkx.betweenness_centrality_subset(graph, sources, list(graph))
        said = sum(found.values()) * 2
    else:
        print("no such measure in this library")
        return
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"build {built:.2f} CPU-s\t{seconds:.2f} CPU-s\t{said}\tpeak {peak:.0f} MB")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("path")
    arguments.add_argument("--pivots", type=int, default=8)
    arguments.add_argument("--peer", nargs=2)
    arguments.add_argument("--measures", nargs="*", default=MEASURES)
    arguments.add_argument("--target")
    arguments.add_argument("--peers", nargs="*", default=PEERS)
    options = arguments.parse_args()
    if options.peer:
        return peer(*options.peer, options.path, options.pivots)
    target = options.target or json.loads(subprocess.run(
        ["cargo", "metadata", "--no-deps", "--format-version", "1"], capture_output=True, text=True, check=True,
    ).stdout)["target_directory"]
    ours = pathlib.Path(target) / "release/examples/speed"
    for measure in options.measures:
        # Of Leiden the second number is rounds, two as igraph's.
        count = "2" if measure == "leiden" else str(options.pivots)
        run = subprocess.run([ours, options.path, count, measure], capture_output=True, text=True, check=True)
        print("ours     ", " ".join(run.stdout.split()), flush=True)
        for name in options.peers:
            run = subprocess.run(
                [sys.executable, __file__, options.path, "--pivots", str(options.pivots), "--peer", name, measure],
                capture_output=True, text=True, check=False,
            )
            print(f"{name:9} {measure}", run.stdout.strip() or run.stderr.strip().splitlines()[-1], flush=True)


if __name__ == "__main__":
    main()
