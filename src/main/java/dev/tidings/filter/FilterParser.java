package dev.tidings.filter;

import cz.jirutka.rsql.parser.RSQLParser;
import cz.jirutka.rsql.parser.ast.AndNode;
import cz.jirutka.rsql.parser.ast.Arity;
import cz.jirutka.rsql.parser.ast.ComparisonNode;
import cz.jirutka.rsql.parser.ast.ComparisonOperator;
import cz.jirutka.rsql.parser.ast.LogicalNode;
import cz.jirutka.rsql.parser.ast.Node;
import cz.jirutka.rsql.parser.ast.OrNode;
import cz.jirutka.rsql.parser.ast.RSQLVisitor;
import dev.tidings.filter.Condition.All;
import dev.tidings.filter.Condition.Any;
import dev.tidings.filter.Condition.Comparison;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads a filter's text. The library sees an outline of it only, whose length and depth were checked before: it recurses,
 * and would overflow the stack otherwise.
 */
final class FilterParser {

    /** In bytes of UTF-8. */
    static final int MAX_LENGTH = 2048;

    private static final RSQLParser LIBRARY = new RSQLParser(
            Arrays.stream(Operator.values()).map(FilterParser::forLibrary).collect(Collectors.toSet()));

    private FilterParser() {}

    private static ComparisonOperator forLibrary(Operator operator) {
        Arity arity = operator.takesMany() ? Arity.of(1, MAX_LENGTH) : Arity.nary(1);
        return new ComparisonOperator(operator.symbol(), arity);
    }

    static Condition parse(String text) {
        checkLength(text);
        FilterOutline outline = FilterOutline.of(text);
        return LIBRARY.parse(outline.rsql()).accept(new Translation(), outline);
    }

    private static void checkLength(String text) {
        int bytes = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3; // a pair of surrogates is four
            if (bytes > MAX_LENGTH) {
                throw FilterError.at(at, "it may have " + MAX_LENGTH + " bytes of UTF-8 at most.");
            }
        }
    }

    /** From the library's tree to ours, with the paths and values put back in. */
    private static final class Translation implements RSQLVisitor<Condition, FilterOutline> {

        @Override
        public Condition visit(AndNode node, FilterOutline outline) {
            return new All(children(node, outline));
        }

        @Override
        public Condition visit(OrNode node, FilterOutline outline) {
            return new Any(children(node, outline));
        }

        private List<Condition> children(LogicalNode node, FilterOutline outline) {
            return node.getChildren().stream()
                    .map((Node child) -> child.accept(this, outline))
                    .toList();
        }

        @Override
        public Condition visit(ComparisonNode node, FilterOutline outline) {
            Operator operator = Operator.of(node.getOperator().getSymbol()).orElseThrow();
            List<Literal> literals = node.getArguments().stream()
                    .map(number -> outline.literals().get(Integer.parseInt(number)))
                    .toList();
            return new Comparison(outline.paths().get(Integer.parseInt(node.getSelector())), operator, literals);
        }
    }
}
