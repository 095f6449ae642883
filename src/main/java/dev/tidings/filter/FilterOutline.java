package dev.tidings.filter;

import dev.tidings.filter.FilterToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A filter with its paths and values taken out: what is left is RSQL in which they are numbers, so that nothing of their
 * quotes and escapes can be lost in a parser.
 *
 * @param rsql the outline: {@code price=ge=10;(a==x,b==y)} is {@code 0=ge=0;(1==1,2==2)}
 * @param paths what the numbers before operators stand for
 * @param literals what the numbers behind operators stand for
 */
record FilterOutline(String rsql, List<List<String>> paths, List<Literal> literals) {

    /** How deep parentheses may nest. */
    static final int MAX_DEPTH = 32;

    /** Takes a text apart, and refuses with the place what does not follow the grammar of RSQL or the bounds of this server. */
    static FilterOutline of(String text) {
        return new Drawing(text).draw();
    }

    private enum Next {
        CONSTRAINT("a path, like status or address.city, or a parenthesis"),
        OPERATOR("an operator, like == or =gt="),
        ARGUMENT("a value"),
        ELEMENT("a value"),
        ELEMENT_END("a comma or the end of the list"),
        CONNECTIVE("; or , or the end. A value with spaces in it stands in quotes");

        private final String wanted;

        Next(String wanted) {
            this.wanted = wanted;
        }
    }

    /** Goes from token to token, and knows after each what may come next. */
    private static final class Drawing {

        private final String text;
        private final FilterScanner scanner;
        private final StringBuilder rsql = new StringBuilder();
        private final List<List<String>> paths = new ArrayList<>();
        private final List<Literal> literals = new ArrayList<>();
        private Next next = Next.CONSTRAINT;
        private Operator operator = Operator.EQ;
        private int listAt;
        private int depth;

        Drawing(String text) {
            this.text = text;
            this.scanner = new FilterScanner(text);
        }

        FilterOutline draw() {
            FilterToken token = scanner.next();
            while (next != Next.CONNECTIVE || token.kind() != Kind.END) {
                next = take(token);
                token = scanner.next();
            }
            if (depth > 0) {
                throw FilterError.at(token.start(), "a parenthesis has no end.");
            }
            return new FilterOutline(rsql.toString(), paths, literals);
        }

        private Next take(FilterToken token) {
            return switch (next) {
                case CONSTRAINT -> token.kind() == Kind.OPEN ? open(token) : path(token);
                case OPERATOR -> operator(token);
                case ARGUMENT -> token.kind() == Kind.OPEN ? list(token) : value(token, Next.CONNECTIVE);
                case ELEMENT -> value(token, Next.ELEMENT_END);
                case ELEMENT_END -> elementEnd(token);
                case CONNECTIVE -> token.kind() == Kind.CLOSE ? close(token) : connective(token);
            };
        }

        private Next open(FilterToken token) {
            if (++depth > MAX_DEPTH) {
                throw FilterError.at(token.start(), "parentheses nest at most " + MAX_DEPTH + " deep.");
            }
            rsql.append('(');
            return Next.CONSTRAINT;
        }

        private Next close(FilterToken token) {
            if (--depth < 0) {
                throw FilterError.at(token.start(), "no parenthesis was opened for this one.");
            }
            rsql.append(')');
            return Next.CONNECTIVE;
        }

        private Next path(FilterToken token) {
            require(token.isText(), token);
            rsql.append(paths.size());
            paths.add(FilterTexts.path(text, token));
            return Next.OPERATOR;
        }

        private Next operator(FilterToken token) {
            require(token.kind() == Kind.OPERATOR, token);
            operator = Operator.of(text.substring(token.start(), token.end())).orElseThrow();
            rsql.append(operator.symbol());
            return Next.ARGUMENT;
        }

        private Next list(FilterToken token) {
            rsql.append('(');
            listAt = token.start();
            return Next.ELEMENT;
        }

        private Next value(FilterToken token, Next after) {
            require(token.isText(), token);
            Literal literal = FilterTexts.literal(text, token, operator.takesWildcards());
            if (operator == Operator.EX && !FilterTexts.isTruth(literal)) {
                throw FilterError.at(token.start(), "=ex= takes true or false.");
            }
            rsql.append(literals.size());
            literals.add(literal);
            return after;
        }

        private Next elementEnd(FilterToken token) {
            require(token.kind() == Kind.OR || token.kind() == Kind.CLOSE, token);
            boolean more = token.kind() == Kind.OR;
            if (more && !operator.takesMany()) {
                throw FilterError.at(listAt, "only =in= and =out= take a list.");
            }
            rsql.append(more ? ',' : ')');
            return more ? Next.ELEMENT : Next.CONNECTIVE;
        }

        private Next connective(FilterToken token) {
            require(token.kind() == Kind.AND || token.kind() == Kind.OR, token);
            rsql.append(token.kind() == Kind.AND ? ';' : ',');
            return Next.CONSTRAINT;
        }

        private void require(boolean fits, FilterToken token) {
            if (!fits) {
                throw FilterError.at(token.start(), "here must stand " + next.wanted + ".");
            }
        }
    }
}
