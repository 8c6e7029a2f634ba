"""Measures of the published covert networks beside networkx, igraph and leidenalg.

    cargo build --release -p graph --examples
    python bench/network/measures.py FOLDER [NAME...] [--seeds 100]

FOLDER holds NAME.edges.csv. Prints a row a network: largest difference of each centrality from networkx's, modularity
beside leidenalg's best of many seeds, and key-player sets beside the most between.
"""
import argparse
import csv
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import igraph
import leidenalg
import networkx as nx

METADATA = subprocess.run(
    ["cargo", "metadata", "--no-deps", "--format-version", "1"], capture_output=True, text=True, check=True,
).stdout
TARGET = pathlib.Path(json.loads(METADATA)["target_directory"])


def read(path):
    rows = list(csv.reader(path.open(encoding="utf-8")))[1:]
    numbers = {}
    ties = {tuple(sorted((numbers.setdefault(a, len(numbers)), numbers.setdefault(b, len(numbers))))) for a, b, *_ in rows if a != b}
    return len(numbers), sorted(ties)


def apart(ours, theirs):
    return max((abs(a - b) / max(1.0, abs(b)) for a, b in zip(ours, theirs, strict=True)), default=0.0)


def eigenvector(graph):
    """networkx's power iteration to the end, on the part that wins."""
    return nx.eigenvector_centrality(graph, max_iter=200_000, tol=1e-15)


def row(path, seeds):
    nodes, ties = read(path)
    graph = nx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(ties)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(f"{a} {b}\n" for a, b in ties)
        file.flush()
        out = subprocess.run([TARGET / "release/examples/measure", file.name], capture_output=True, text=True, check=True)
    ours = json.loads(out.stdout)
    column = lambda values: [values[node] for node in range(nodes)]
    apart_by = {
        "degree": apart(ours["degree"], column(nx.degree_centrality(graph))),
        "closeness": apart(ours["closeness"], column(nx.closeness_centrality(graph))),
        "betweenness": apart(ours["betweenness"], column(nx.betweenness_centrality(graph, normalized=False))),
        "constraint": apart(ours["constraint"], column(nx.constraint(graph))),
        "effective size": apart(ours["effective_size"], column(nx.effective_size(graph))),
        "cores": apart(ours["cores"], column(nx.core_number(graph))),
    }
    try:
        apart_by["eigenvector"] = apart(ours["eigenvector"], column(eigenvector(graph)))
    except nx.PowerIterationFailedConvergence:
        apart_by["eigenvector"] = math.nan
    peer = igraph.Graph(n=nodes, edges=ties)
    best = max(
        leidenalg.find_partition(peer, leidenalg.ModularityVertexPartition, seed=seed, n_iterations=-1).modularity
        for seed in range(seeds)
    )
    once = leidenalg.find_partition(peer, leidenalg.ModularityVertexPartition, seed=0).modularity
    potts = {
        str(resolution): max(
            leidenalg.find_partition(
                peer, leidenalg.CPMVertexPartition, resolution_parameter=resolution, seed=seed, n_iterations=-1
            ).quality() for seed in range(seeds)
        ) for resolution in (0.05, 0.2)
    }
    return nodes, len(ties), apart_by, ours, best, once, potts


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("names", nargs="*")
    arguments.add_argument("--seeds", type=int, default=100)
    options = arguments.parse_args()
    names = options.names or sorted(path.name.removesuffix(".edges.csv") for path in options.folder.glob("*.edges.csv"))
    print("| network | n/m | centralities apart at most | Q ours | Q leidenalg, best of seeds | first seed | Potts 0.05, 0.2: ours − theirs | agreement |")
    print("|---|---|---|---|---|---|---|---|")
    keys, lost = [], []
    for name in names:
        nodes, ties, apart_by, ours, best, once, potts = row(options.folder / f"{name}.edges.csv", options.seeds)
        worst = max(apart_by, key=lambda own: apart_by[own] if apart_by[own] == apart_by[own] else -1)
        gaps = [2 * ours[f"potts_{own}"] * ties - theirs for own, theirs in potts.items()]
        note = " (eigenvector: neither settles)" if math.isnan(apart_by["eigenvector"]) and not ours["eigenvector"] else ""
        print(f"| {name} | {nodes}/{ties} | {apart_by[worst]:.1e} ({worst}){note} | {ours['modularity']:.6f} | {best:.6f} | {once:.6f} | "
              + ", ".join(f"{gap:+.4f}" for gap in gaps) + f" | {ours['agreement']:.2f} |", flush=True)
        if ours["modularity"] < best - 1e-9:
            lost.append(name)
        five = ours["key_players"][-1]
        keys.append(f"| {name} | {five['fragmentation']:.3f}{'' if five['proved'] else ' (not proved)'} | {five['top_betweenness']:.3f} | "
                    f"{five['fragmentation'] - five['top_betweenness']:.3f} | {five['reach']:.3f}{'' if five['reach_proved'] else ' (not proved)'} | "
                    f"{five['within']:.3f}{'' if five['within_proved'] else ' (not proved)'} | {five['seconds']:.2f} s, {five['all_seconds']:.2f} s |")
    print("\n| network | fragmentation without the best five | without the five most between | gap | weighted reach of the best five | reach in one step | time: cut, all |")
    print("|---|---|---|---|---|---|---|")
    print("\n".join(keys))
    print(f"\nmodularity below leidenalg's: {', '.join(lost) or 'none'}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
